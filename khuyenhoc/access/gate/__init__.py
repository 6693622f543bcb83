"""The gate in front of the dashboard: nothing passes that was not let in."""

from khuyenhoc.access.gate.app import Gate
from khuyenhoc.access.gate.policy import Hooks, Policy

__all__ = ["Gate", "Hooks", "Policy"]
