"""The subject itself: units, periods, data elements, indicators, targets, findings. No I/O but the reference files."""
