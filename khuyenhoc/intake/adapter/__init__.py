"""Exports of other software, turned into figures of units by a mapping that anybody can write."""

from khuyenhoc.intake.adapter.adapting import Adapted, adapt
from khuyenhoc.intake.adapter.mapping import Mapping, MappingError, read_mapping

__all__ = ["Adapted", "Mapping", "MappingError", "adapt", "read_mapping"]
