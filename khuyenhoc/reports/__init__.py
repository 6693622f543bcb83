"""Frames and figures into files: xlsx now; pptx, docx, pdf and html later."""
