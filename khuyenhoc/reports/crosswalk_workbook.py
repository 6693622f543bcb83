"""The whole crosswalk as an .xlsx file: for anybody in the country who has figures by former units."""

from collections.abc import Iterable, Sequence

import pandas as pd

from khuyenhoc.domain.lens_names import area_name
from khuyenhoc.domain.lenses import areas
from khuyenhoc.domain.lineage import Step, all_steps
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import DAY, Sheet, TableColumn, to_book

_SHARE = "0.0%"
_NOTES = ("what", "exact", "divided", "districts", "areas", "source")


def crosswalk_workbook(t: Translator) -> bytes:
    """Sheets for provinces, districts, communes and comparable areas, and one that says how to read them."""
    sheets = [
        _sheet(t("crosswalk.provinces"), all_steps(Level.PROVINCE), t, with_parents=()),
        _sheet(t("crosswalk.districts"), all_steps(Level.DISTRICT), t, with_parents=("from_province",)),
        _sheet(
            t("crosswalk.communes"),
            all_steps(Level.COMMUNE),
            t,
            with_parents=("from_district", "from_province"),
        ),
        _areas_sheet(t),
    ]
    notes = {t(f"crosswalk.note_{name}_title"): t(f"crosswalk.note_{name}") for name in _NOTES}
    return to_book(sheets, notes=notes, notes_sheet=t("download.notes_sheet"))


def _sheet(name: str, steps: Iterable[Step], t: Translator, *, with_parents: Sequence[str]) -> Sheet:
    rows = [_row(step, t) for step in steps]
    columns = [
        TableColumn("from_code", t("crosswalk.from_code")),
        TableColumn("from_name", t("crosswalk.from_name")),
        *(TableColumn(parent, t(f"crosswalk.{parent}")) for parent in with_parents),
        TableColumn("to_code", t("crosswalk.to_code")),
        TableColumn("to_name", t("crosswalk.to_name")),
        *([TableColumn("to_province", t("crosswalk.to_province"))] if with_parents else []),
        TableColumn("share", t("crosswalk.share"), _SHARE),
        TableColumn("method", t("crosswalk.method")),
        TableColumn("basis", t("crosswalk.basis")),
        TableColumn("confidence", t("crosswalk.confidence")),
        TableColumn("event_date", t("crosswalk.event_date"), DAY),
        TableColumn("legal_act", t("crosswalk.legal_act")),
    ]
    return Sheet(name, pd.DataFrame(rows), columns)


def _row(step: Step, t: Translator) -> dict[str, object]:
    before, after = all_units()[step.from_id], all_units()[step.to_id]
    return {
        "from_code": before.code,
        "from_name": before.name,
        "from_district": _district_name(before),
        "from_province": province_of(before).name,
        "to_code": after.code,
        "to_name": after.name,
        "to_province": province_of(after).name,
        "share": step.share,
        "method": t(f"method.{'exact' if step.is_exact else 'estimate'}"),
        "basis": t(f"basis.{step.basis}"),
        "confidence": t(f"confidence.{step.confidence}"),
        "event_date": step.event_date,
        "legal_act": step.legal_act,
    }


def _district_name(unit: OrgUnit) -> str:
    if unit.vintage is not Vintage.LEGACY or unit.level is Level.DISTRICT:
        return unit.name
    return all_units()[unit.parent_id].name if unit.parent_id else ""


def _areas_sheet(t: Translator) -> Sheet:
    rows = [
        {
            "area": area_name(area),
            "level": t(f"crosswalk.level_{unit.level}"),
            "code": unit.code,
            "name": unit.name,
            "province": province_of(unit).name,
        }
        for area in areas().values()
        for unit in (all_units()[member] for member in area.members)
    ]
    columns = [TableColumn(name, t(f"crosswalk.{name}")) for name in ("area", "level", "code", "name")]
    columns.append(TableColumn("province", t("notes.province")))
    return Sheet(t("crosswalk.areas"), pd.DataFrame(rows), columns)
