"""An invented act of 01/01/2027 in Khánh Hòa, for tests of what later acts change.

Bắc Nha Trang and Tây Nha Trang become one; Nha Trang is divided 3 to 1; Nam Nha Trang goes to Đắk Lắk under
its own code; Ba Ngòi takes another name.
"""

from khuyenhoc.domain.later_acts import ActRow
from khuyenhoc.intake.act_sheet import HEADINGS, ActSheet, read_act_sheet

ACT = "Nghị quyết 1/2027 (bịa ra để thử)"
BAC_NHA_TRANG, TAY_NHA_TRANG, NHA_TRANG = "reform-22333", "reform-22390", "reform-22366"
NAM_NHA_TRANG, BA_NGOI = "reform-22402", "reform-22423"
MERGED, LARGER_PART, SMALLER_PART = "reform-99001", "reform-99002", "reform-99003"
MOVED = "reform-22402-20270101"
KHANH_HOA, DAK_LAK = "reform-56", "reform-66"

ROWS = (
    "01/01/2027,{act},22333,Bắc Nha Trang,99001,Nha Trang Mới,Phường,,,,,",
    "01/01/2027,{act},22390,Phường Tây Nha Trang,99001,,,,,,,",
    '01/01/2027,{act},22366,,99002,Vĩnh Nguyên Mới,Phường,,"0,75",dân số,,',
    "01/01/2027,{act},22366,,99003,Phước Long Mới,phường,,25%,dân số,,",
    "01/01/2027,{act},22402,,22402,,,66,,,,",
    "01/01/2027,{act},22423,,22423,Ba Ngòi Mới,,,,,,",
)


def read_act(*rows: str) -> ActSheet:
    """A sheet as .csv, with `{act}` for the act's name."""
    heading = ",".join(heading for heading, _ in HEADINGS.values())
    text = "\n".join([heading, *(row.format(act=ACT) for row in rows)])
    return read_act_sheet(text.encode(), "van_ban.csv")


def invented_act() -> tuple[ActRow, ...]:
    """The rows of the act above."""
    return read_act(*ROWS).rows
