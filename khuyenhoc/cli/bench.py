"""`bench faults`: kills the program in the middle of its work, again and again, and counts what is lost."""

import argparse
