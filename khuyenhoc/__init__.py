"""Dashboard for Viet Nam's study-promotion associations (Hội Khuyến học)."""

__version__ = "1.0.0"
