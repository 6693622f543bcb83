"""A run as one HTML file that opens from a USB stick: no server, no network."""
