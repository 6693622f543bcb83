"""Habits drawn by lot: any province, any period, any combination that a person could still read.

The first forty are cases of the corpus; `python -m tests.corpus.report --drawn 500` tries others.
"""

from collections.abc import Callable, Sequence

from khuyenhoc.domain.org_units import provinces
from khuyenhoc.domain.periods import Vintage
from tests.corpus import figures, typed, unit_names, wording
from tests.corpus.case import Case, Made, Sent
from tests.corpus.figures import Dice
from tests.corpus.files import delimited, retyped, xlsx, xlsx_by_another_program
from tests.corpus.form import DONG, NGHIN, TRIEU, Form, Group, Total, period_words
from tests.corpus.old_fonts import to_tcvn3, to_vni
from tests.corpus.page import Page

_KEPT = 40
_OLD_PERIODS = (
    "2022-Q4",
    "2023",
    "2023-Q1",
    "2024-H1",
    "2024-Q1",
    "2024-9M",
    "2024-Q3",
    "2024-Q4",
    "2025-Q2",
)
_NEW_PERIODS = ("2025-Q3", "2025-9M", "2025-Q4", "2025", "2026-Q1", "2026-H1", "2026-Q3")
_NAMINGS = (
    *(unit_names.official, unit_names.dotted, unit_names.upper, unit_names.glued, unit_names.undotted),
    *(unit_names.bare, unit_names.lower_type, unit_names.with_old_tone, unit_names.with_i, unit_names.padded),
    *(unit_names.decomposed_marks, unit_names.hard_spaces, unit_names.invisible, unit_names.bare_upper),
    *(unit_names.broken_line, unit_names.association, unit_names.type_behind),
)
_WORDINGS = (wording.STANDARD, wording.SHORT, wording.FLAT, wording.FORMAL, wording.THREE, wording.UPPER)
_GROUPS_OF_ELEMENTS = (
    *(figures.CONTEXT, figures.ORGANISATION, figures.FAMILIES, figures.CLANS, figures.COMMUNITIES),
    *(figures.UNITS, figures.CITIZENS, figures.FUND, figures.AWARDS, figures.CENTRES, figures.LITERACY),
)
_TYPINGS = (
    *(typed.as_number, typed.as_number, typed.dots, typed.spaces, typed.hard_spaces, typed.bare_digits),
    *(typed.full_width, typed.by_row(typed.as_number, typed.dots)),
)
_RATES = (None, None, typed.rate_number, typed.rate_text, typed.rate_rough)
_TOTALS = (
    *(None, Total(), Total("Tổng cộng", first=True), Total("Toàn tỉnh", first=True), Total("Cộng")),
    *(Total("TỔNG SỐ", place="order"), Total("Tổng cộng", place="merged"), Total("Tổng toàn tỉnh")),
)
_CAPTIONS = {
    DONG: ("Đơn vị tính tiền: đồng", "ĐVT: đồng", "(Đơn vị tính: VNĐ)"),
    NGHIN: ("ĐVT: nghìn đồng", "Đơn vị tính: 1.000 đồng", "ĐVT: 1000đ"),
    TRIEU: ("ĐVT: triệu đồng", "Đơn vị tính tiền: triệu đồng", "(ĐVT: Tr.đồng)"),
}
_TITLES = (
    "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC {}",
    "Báo cáo kết quả công tác khuyến học, khuyến tài {}",
    "PHỤ LỤC SỐ LIỆU (Kèm theo báo cáo {})",
)
Write = Callable[..., bytes]


def _pick(dice: Dice, options: Sequence) -> object:
    return options[dice.between(0, len(options) - 1)]


def _elements(dice: Dice) -> tuple[str, ...]:
    """Members and some groups of indicators, in any order of groups."""
    kept = [group for group in _GROUPS_OF_ELEMENTS if group is figures.ORGANISATION or dice.between(0, 2)]
    if dice.between(0, 2) == 0:
        kept.sort(key=lambda group: dice.between(0, 10_000))
    return tuple(element for group in kept for element in group)


def _groups(dice: Dice, count: int) -> tuple[Group, ...]:
    if count < 6 or dice.between(0, 3):
        return ()
    half = count // 2
    has_sum = bool(dice.between(0, 1))
    return (
        Group("I", "Khu vực đồng bằng", half, has_sum=has_sum),
        Group("II", "Khu vực miền núi", count - half, has_sum=has_sum),
    )


def _as_text(page: Page) -> bytes:
    return delimited(page, ";", lambda text: text.encode("utf-8-sig"))


def _as_tabs(page: Page) -> bytes:
    return delimited(page, "\t", lambda text: b"\xff\xfe" + text.encode("utf-16-le"))


def _tcvn3(page: Page) -> bytes:
    return xlsx(retyped(page, to_tcvn3, ".VnTime"))


def _vni(page: Page) -> bytes:
    return xlsx(retyped(page, to_vni, "VNI-Times"))


_WRITES: tuple[tuple[Write, str], ...] = (
    *(
        (xlsx, "bao cao.xlsx"),
        (xlsx, "bao cao.xlsx"),
        (xlsx, "bao cao.xlsx"),
        (xlsx_by_another_program, "bc.xlsx"),
    ),
    *((_as_text, "bc.csv"), (_as_tabs, "bc.txt"), (_tcvn3, "bc.xlsx"), (_vni, "bc.xlsx")),
)


def _naming(dice: Dice, write: Write) -> unit_names.Naming:
    """A way of typing names; fonts from before Unicode have no invisible characters."""
    naming = _pick(dice, _NAMINGS)
    return unit_names.official if naming is unit_names.invisible and write in {_tcvn3, _vni} else naming


def drawn(seed: int) -> Made:
    """The file of a number."""
    dice = Dice(f"drawn {seed}")
    vintage = _pick(dice, tuple(Vintage))
    province = _pick(dice, provinces(vintage))
    period = _pick(dice, _OLD_PERIODS if vintage is Vintage.LEGACY else _NEW_PERIODS)
    units = unit_names.units_of(province.org_unit_id, dice.between(4, 40))
    factor = _pick(dice, (DONG, DONG, NGHIN, TRIEU))
    write, file_name = _pick(dice, _WRITES)
    is_text = file_name.endswith(("csv", "txt"))
    form = Form(
        province=province.org_unit_id,
        period=period,
        elements=_elements(dice),
        units=units,
        wording=_pick(dice, _WORDINGS),
        title=_pick(dice, _TITLES).format(period_words(period)),
        caption=_pick(dice, _CAPTIONS[factor]),
        factor=factor,
        grain=NGHIN if factor == NGHIN else TRIEU,
        naming=_naming(dice, write),
        typing=_pick(dice, _TYPINGS) if factor != DONG or dice.between(0, 5) else typed.commas,
        rate=_pick(dice, _RATES),
        header="gaps" if is_text else _pick(dice, ("merged", "merged", "gaps", "repeated")),
        column_numbers=_pick(dice, ("brackets", "numbers", "formulas", "letters", "none")),
        total=_pick(dice, _TOTALS),
        groups=_groups(dice, len(units)),
        code=_pick(dice, (None, None, None, lambda unit: unit.code, lambda unit: int(unit.code))),
        blank_every=_pick(dice, (0, 0, 0, 5)),
        header_again_at=_pick(dice, (0, 0, 0, 9)),
        silent=frozenset(unit.code for unit in units if not dice.between(0, 30)),
        not_established={unit.code: "note" for unit in units if not dice.between(0, 25)},
    )
    top = _pick(dice, ((1, 1), (1, 1), (1, 1), (4, 3)))
    return Sent(form, write=write, file_name=file_name, top=top)()


def drawn_cases(first: int, count: int) -> tuple[Case, ...]:
    """Cases by number."""
    return tuple(Case(f"drawn_{seed}", lambda seed=seed: drawn(seed)) for seed in range(first, first + count))


CASES = drawn_cases(0, _KEPT)
