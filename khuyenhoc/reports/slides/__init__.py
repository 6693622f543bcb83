"""Screens as PowerPoint slides whose charts, tables and maps can be edited."""
