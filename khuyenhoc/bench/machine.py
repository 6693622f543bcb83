"""What a run was made on: ratios travel between machines, seconds do not."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

_CPU_INFO = Path("/proc/cpuinfo")
_MEMORY_INFO = Path("/proc/meminfo")


def describe_machine() -> dict[str, object]:
    """Processor, cores, memory in GiB, load and versions; None where the platform does not tell."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": _field(_CPU_INFO, "model name") or platform.processor() or None,
        "cores": os.cpu_count(),
        "memory_gib": _memory_gib(),
        "load": None if load is None else round(load, 2),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "calamine": version("python-calamine"),
    }


def _memory_gib() -> float | None:
    total = _field(_MEMORY_INFO, "MemTotal")
    return round(int(total.split()[0]) / 1024**2, 1) if total else None


def _field(path: Path, name: str) -> str:
    """The first value of a `name : value` line; empty when there is no such file or line."""
    if not path.exists():
        return ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
