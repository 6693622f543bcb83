"""Screens as SVG: the same picture for the presenter, the single file, PNG and documents; no browser needed."""
