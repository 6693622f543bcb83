"""Write the blank report forms that people download into data/forms/.

They name no province, period or unit. The forms of one province, with its units, come from
`python -m khuyenhoc form` and from the dashboard.

    python scripts/build_forms.py [--out FOLDER]
"""

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from khuyenhoc.domain.indicators import data_elements  # noqa: E402 - the project is not installed
from khuyenhoc.domain.org_units import Level  # noqa: E402
from khuyenhoc.reports.form import blank_form  # noqa: E402

FORMS = PROJECT / "data" / "forms"


def of_groups(*groups: str) -> list[str]:
    return [name for name, element in data_elements().items() if element.group in groups]


def build(folder: Path) -> list[Path]:
    """Write all forms; the same code gives the same bytes."""
    # Learning citizens are a share of the adults, and by the decree of those in learning groups.
    adults = ["adults", "adults_in_learning_groups"]
    learning_models = ["population", *adults, *of_groups("learning_models", "ministry_titles")]
    forms = {
        "bieu_tong_hop_cap_huyen.xlsx": blank_form(Level.DISTRICT),
        "bieu_tong_hop_cap_xa.xlsx": blank_form(Level.COMMUNE),
        "bieu_mo_hinh_hoc_tap.xlsx": blank_form(Level.COMMUNE, elements=learning_models),
        "bieu_quy_va_khen_thuong.xlsx": blank_form(Level.COMMUNE, elements=of_groups("fund", "awards")),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in forms.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in forms]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=FORMS, help="folder to write to (default: data/forms)")
    written = build(parser.parse_args().out)
    print(f"{len(written)} forms in {written[0].parent}")


if __name__ == "__main__":
    main()
