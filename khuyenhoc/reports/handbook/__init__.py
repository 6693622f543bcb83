"""The handbook: chapters in Markdown, the methods from the rules themselves, both as one PDF."""
