"""The files of the pages, by what they show."""

SUMMARY = "pages/overview/summary.py"
TREND = "pages/indicators/trend.py"
MAP = "pages/indicators/map.py"
UPLOAD = "pages/reports/upload.py"
