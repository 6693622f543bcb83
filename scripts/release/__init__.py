"""What a release needs, in steps; run by `python -m scripts.release_check`."""
