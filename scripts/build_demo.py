"""Write the demo's workbooks and their list into data/demo/.

Every figure is invented (a fixed seed; published totals of old Khánh Hòa are met) and every workbook says so.
The files are imported through the product's own intake, in the order of manifest.csv, like any real report:

    python scripts/build_demo.py [--out FOLDER]
"""

import argparse
import csv
from pathlib import Path

from demo.reports import REPORTS
from demo.territory import units
from demo.workbook import write

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"


def build(folder: Path) -> None:
    """Write all workbooks and manifest.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        manifest = csv.writer(file, lineterminator="\n")
        manifest.writerow(["file", "province_code", "vintage", "period", "order", "note"])
        for order, report in enumerate(REPORTS, 1):
            write(folder / report.file, report)
            vintage = report.province_id.partition("-")[0]
            province = units()[report.province_id].code
            manifest.writerow([report.file, province, vintage, report.period, order, report.note])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DEMO, help="folder to write to (default: data/demo)")
    folder = parser.parse_args().out
    build(folder)
    print(f"{len(REPORTS)} workbooks in {folder}")


if __name__ == "__main__":
    main()
