"""From the bytes of a report to a verdict with cell addresses. Nothing here stores anything."""
