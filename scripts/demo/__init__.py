"""What the demo's workbooks hold: territory, planned totals, simulated figures, and a report's layout."""
