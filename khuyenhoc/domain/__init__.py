"""The subject itself: units, periods, data elements, indicators, targets, findings."""
