"""Write data/reference/crosswalk_shares.csv: how much of a divided former commune went to each present one.

Run by hand after `python -m khuyenhoc boundaries build`, then `python scripts/build_reference.py`:

    python -m scripts.build_crosswalk_shares

The shares are those of the land as `khuyenhoc.geography.divide` divides it, in thousandths; no shape goes
into the file (docs/decisions/0012-history-across-the-reform.md). Units with shares from a better source
(basis `population`, and where it was found) are left as they are.
"""

import csv
from collections import defaultdict

from khuyenhoc.domain.apportionment import apportion
from khuyenhoc.domain.reference import REFERENCE_FOLDER, read_reference
from khuyenhoc.geography.cache import is_saved, load_layer
from khuyenhoc.geography.inputs import cache_folder, input_hash
from khuyenhoc.geography.layers import PIECES

NAME = "crosswalk_shares"
COLUMNS = ("from_id", "to_id", "share", "basis", "source")
THOUSANDTHS = 1000
AREA_SOURCE = "area of the pieces of python -m khuyenhoc boundaries build"
EQUAL_SOURCE = "the division gives the main taker no land"

Pairs = dict[str, dict[str, bool]]


def divided_units() -> Pairs:
    """Former unit -> present unit -> whether the act names it the main taker, where there are several."""
    pairs: Pairs = defaultdict(dict)
    for row in read_reference("crosswalk"):
        if row["level"] == "commune" and row["from_id"].startswith("legacy-"):
            pairs[row["from_id"]][row["to_id"]] = row["is_main"] == "true"
    return {former: takers for former, takers in pairs.items() if len(takers) > 1}


def areas_of_pieces() -> dict[tuple[str, str], float]:
    """Square kilometres of each piece; the boundaries must have been built from the present files."""
    folder = cache_folder(input_hash())
    if not is_saved(folder):
        message = "run python -m khuyenhoc boundaries build first"
        raise SystemExit(message)
    pieces = load_layer(PIECES, folder)
    return {(row.from_id, row.to_id): row.area_km2 for row in pieces.itertuples()}


def shares_of(former: str, takers: dict[str, bool], areas: dict[tuple[str, str], float]) -> list[dict]:
    """Rows of one divided unit; a taker without land keeps one thousandth, since the act names it."""
    land = {taker: areas.get((former, taker), 0.0) for taker in takers}
    is_usable = all(land[taker] > 0 for taker, is_main in takers.items() if is_main) and any(land.values())
    shares = apportion(land if is_usable else dict.fromkeys(takers, 1), THOUSANDTHS)
    basis, source = ("area", AREA_SOURCE) if is_usable else ("equal", EQUAL_SOURCE)
    return [
        {
            "from_id": former,
            "to_id": taker,
            "share": f"{part / THOUSANDTHS:.3f}",
            "basis": basis,
            "source": source,
        }
        for taker, part in sorted(shares.items())
    ]


def rows_with(areas: dict[tuple[str, str], float]) -> list[dict[str, str]]:
    """The rows of the file; those of basis `population` as they are."""
    path = REFERENCE_FOLDER / f"{NAME}.csv"
    found = read_reference(NAME) if path.exists() else []
    kept = [row for row in found if row["basis"] == "population"]
    by_hand = {row["from_id"] for row in kept}
    rows = kept + [
        row
        for former, takers in divided_units().items()
        if former not in by_hand
        for row in shares_of(former, takers, areas)
    ]
    return sorted(rows, key=lambda row: (row["from_id"], row["to_id"]))


def main() -> None:
    rows = rows_with(areas_of_pieces())
    with (REFERENCE_FOLDER / f"{NAME}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
