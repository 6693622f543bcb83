"""The whole open store as a zip of Parquet files, which pandas, R, DuckDB and Excel's Power Query read.

What somebody may see, without small counts: the rows come out of `store.answers` like every other answer.
`datapackage.json` describes each column (https://datapackage.org), README.md how the files belong together.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.lens_names import unit_name
from khuyenhoc.domain.lenses import Lens, links
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database

_README, _DESCRIPTION = "README.md", "datapackage.json"
_TEXT, _NUMBER, _YES_NO, _DATE = pa.string(), pa.float64(), pa.bool_(), pa.date32()
_TYPES = {_TEXT: "string", _NUMBER: "number", _YES_NO: "boolean", _DATE: "date"}
# Table -> column -> type; what a column means stands under `open_data.columns`.
TABLES: dict[str, dict[str, pa.DataType]] = {
    "observations": {
        **dict.fromkeys(("org_unit_id", "name", "province_id", "period_id", "data_element", "unit"), _TEXT),
        "value": _NUMBER,
        "state": _TEXT,
        "is_synthetic": _YES_NO,
        "receipt_code": _TEXT,
        "cell": _TEXT,
    },
    "reports": {
        **dict.fromkeys(("org_unit_id", "province_id", "period_id", "state"), _TEXT),
        "is_synthetic": _YES_NO,
        "receipt_code": _TEXT,
    },
    "units": {
        **dict.fromkeys(
            ("org_unit_id", "code", "vintage", "level", "name", "parent_id", "province_id"), _TEXT
        ),
        "valid_from": _DATE,
        "valid_to": _DATE,
    },
    "periods": {"period_id": _TEXT, "period_start": _DATE, "period_end": _DATE, "is_cumulative": _YES_NO},
    "data_elements": dict.fromkeys(
        ("data_element", "group", "name_vi", "name_en", "unit", "kind", "sensitive_trait"), _TEXT
    ),
    "indicators": {
        **dict.fromkeys(
            ("indicator", "group", "name_vi", "name_en", "numerator", "denominator", "unit"), _TEXT
        ),
        "factor": _NUMBER,
        "higher_is_better": _YES_NO,
    },
    "restatement": {
        **dict.fromkeys(("lens", "from_id", "to_id"), _TEXT),
        "weight": _NUMBER,
        "method": _TEXT,
    },
}


def write_package(database: Database, scope: Scope, target: IO[bytes], moment: datetime) -> dict[str, int]:
    """Write the package into an open file.

    Args:
        moment: when it is made, for its description.

    Returns:
        The number of rows of each table.
    """
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(target, "w") as package:
        periods: set[str] = set()
        for table in ("observations", "reports"):
            frames = _frames(database, scope, f"open_{table}")
            counts[table] = _write(Path(folder) / table, table, _noting(frames, periods))
        for table, frame in _reference(scope, sorted(periods)).items():
            counts[table] = _write(Path(folder) / table, table, [frame])
        for table in TABLES:
            package.write(Path(folder) / table, f"{table}.parquet")  # compressed already
        package.writestr(_DESCRIPTION, json.dumps(_described(counts, moment), ensure_ascii=False, indent=1))
        package.writestr(_README, "\n\n".join(Translator(one)("open_data.readme") for one in ("vi", "en")))
    return counts


def _frames(database: Database, scope: Scope, query: str) -> Iterator[pd.DataFrame]:
    """The rows of a query, province by province: a country's values do not fit into memory at once."""
    reported = answer(database, "reporting_periods", scope, {})["province_id"]
    for province in sorted(set(reported)):
        yield answer(database, query, scope, {"province_ids": [province]})


def _noting(frames: Iterator[pd.DataFrame], periods: set[str]) -> Iterator[pd.DataFrame]:
    for frame in frames:
        periods.update(frame["period_id"])
        yield frame


def _write(path: Path, table: str, frames: Iterator[pd.DataFrame] | list[pd.DataFrame]) -> int:
    schema, count = pa.schema(list(TABLES[table].items())), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for frame in frames:
            count += len(frame)
            writer.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False))
    return count


def _reference(scope: Scope, periods: list[str]) -> dict[str, pd.DataFrame]:
    spans = [Period.parse(period) for period in periods]
    seen = [unit for unit in all_units().values() if scope.includes(unit.org_unit_id)]
    tables = {
        "units": [
            {
                **asdict(unit),
                "name": unit_name(unit.org_unit_id),
                "parent_id": unit.parent_id or None,
                "province_id": province_of(unit).org_unit_id,
            }
            for unit in seen
        ],
        "periods": [
            {
                "period_id": one.period_id,
                "period_start": one.start,
                "period_end": one.end,
                "is_cumulative": one.is_cumulative,
            }
            for one in spans
        ],
        "data_elements": [asdict(one) for one in data_elements().values()],
        "indicators": [{**asdict(one), "factor": one.factor} for one in indicators().values()],
        "restatement": [
            {
                "lens": str(lens),
                "from_id": link.from_id,
                "to_id": link.to_id,
                "weight": link.weight,
                "method": "exact" if link.is_exact else "estimate",
            }
            for lens in Lens
            if lens is not Lens.REPORTED
            for link in links(lens)
            if scope.includes(link.from_id)
        ],
    }
    return {table: pd.DataFrame(rows, columns=list(TABLES[table])) for table, rows in tables.items()}


def _described(counts: dict[str, int], moment: datetime) -> dict[str, object]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "khuyenhoc",
        "title": Translator("vi")("open_data.title"),
        "description": _both("open_data.about"),
        "created": moment.isoformat(timespec="seconds"),
        "resources": [
            {
                "name": table.replace("_", "-"),
                "path": f"{table}.parquet",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": _both(f"open_data.tables.{table}"),
                "rowCount": counts[table],
                "schema": {
                    "fields": [
                        {
                            "name": name,
                            "type": _TYPES[kind],
                            "description": _both(f"open_data.columns.{name}"),
                        }
                        for name, kind in columns.items()
                    ]
                },
            }
            for table, columns in TABLES.items()
        ],
    }


def _both(key: str) -> str:
    return f"{Translator('vi')(key)} · {Translator('en')(key)}"
