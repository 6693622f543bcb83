"""Screens as SVG, without a browser: one picture for the presenter, the single file, PNG and documents."""
