"""Dashboard for Viet Nam's study-promotion associations (Hội Khuyến học)."""

__version__ = "0.1.0"
