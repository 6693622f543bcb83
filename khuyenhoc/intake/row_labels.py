"""What the name of a row says when it names no unit: a total, a group, a signature, a state."""

import re
from enum import StrEnum
from functools import lru_cache

from khuyenhoc.intake.text_repair import fold, tone_key


class RowKind(StrEnum):
    """What a row's figures are."""

    UNIT = "unit"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    OUTSIDE = "outside"  # a body of the province itself: in the total, but of no unit
    PART = "part"  # "trong đó": counted in the rows above already
    REFERENCE = "reference"  # last year, a plan, a mean, a rate: no figures of this period


# All patterns are for folded text: no marks, no punctuation.
_TOTAL_WORDS = (
    "toan|cac|chung|tinh|thanh pho|tp|huyen|thi xa|xa|phuong|don vi|so|cong|hop|tong|va|den|cap|co so|cua"
    "|dac khu"
)
_TOTAL = re.compile(
    "(?:tong cong|tong so|tong|cong|toan tinh|toan thanh pho|toan tp|ca tinh|tc|tong hop)"
    rf"(?: (?:{_TOTAL_WORDS}|[ivx]+|[a-h]|\d+))*"
)
_SUBTOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong)(?: \w+){0,2} (?:khu vuc|cum|vung|khoi|nhom|phan|muc|[ivx]+|[a-h])\b.*"
)
_GROUP_NUMBER = re.compile(r"\b(?:[ivx]+|[a-h])\b")
_PAGE_TOTAL = re.compile(r"\b(?:cong trang|mang sang|chuyen sang|chuyen trang|trang truoc)\b")
_GROUP = re.compile(
    r"(?:\w{1,3} )?(?:khu vuc|cum|vung|mien|dia ban|nhom"
    r"|cac (?:huyen|xa|phuong|quan|thi|thanh|don vi|dia phuong))\b.*"
)
_FORMER = re.compile(r"\b(?:cũ|trước đây)$")
_PART = re.compile(r"(?:trong do|tr do|chia ra|bao gom)\b.*")
_REFERENCE = re.compile(
    r"(?:so lieu )?(?:cung ky|nam truoc|ky truoc|quy truoc|nam ngoai|so voi|so sanh|tang|giam"
    r"|binh quan|trung binh|ke hoach|chi tieu|muc tieu|ty le|ti le|dat ty le|chenh lech)\b.*"
)
_PROVINCE_BODY = re.compile(
    r"\b(?:tinh hoi|thanh hoi|cap tinh|cap thanh pho|hoi khuyen hoc tinh|hkh tinh|hoi khuyen hoc thanh pho"
    r"|truc thuoc|van phong hoi|khoi co quan|co quan tinh|luc luong vu trang|cong an tinh|quy khuyen hoc)\b"
)
_FOOTER = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|tm|kt|tl|chu tich|pho chu tich|noi nhan|ke toan|thu truong|thu quy"
    r"|xac nhan)\b.*|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)
_NOT_ESTABLISHED = re.compile(
    r"(?:xa |phuong |don vi )?chua (?:thanh lap|tl|co|kien toan|lap)(?: duoc)?(?: to chuc)?(?: hoi| hkh)"
    r"(?: khuyen hoc| kh)?(?: cap)?(?: xa| phuong| co so)?|chua thanh lap(?: hoi)?"
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@lru_cache(maxsize=20_000)
def kind_of_label(name: str, province_name: str) -> RowKind | None:
    """The kind of a row by its name alone; None when the name may be a unit's."""
    bare = fold(_BRACKETS.sub(" ", name)) or fold(name)
    if _SUBTOTAL.fullmatch(bare) and len(_GROUP_NUMBER.findall(bare)) <= 1:
        return RowKind.SUBTOTAL
    if _TOTAL.fullmatch(bare) or _names_province(bare, fold(province_name)):
        return RowKind.TOTAL
    if _PART.fullmatch(bare):
        return RowKind.PART
    if _REFERENCE.fullmatch(bare):
        return RowKind.REFERENCE
    return RowKind.SUBTOTAL if _GROUP.fullmatch(bare) else None


def _names_province(bare: str, province: str) -> bool:
    return bare in _province_labels(province)


@lru_cache(maxsize=128)
def _province_labels(province: str) -> frozenset[str]:
    words = ("toan", "tong", "tong cong", "cong", "tong so")
    return frozenset({province, *(f"{word} {province}" for word in words)})


def names_former_unit(name: str) -> bool:
    """Whether a name says that it is of a former unit: `Huyện Diên Khánh (cũ)`."""
    return bool(_FORMER.search(tone_key(name)))


def sums_rows_above(name: str) -> bool:
    """Whether a subtotal stands below its rows (`Cộng khu vực I`) rather than above them."""
    return bool(re.match(r"(?:tong|cong)\b", fold(name)))


def is_page_total(name: str) -> bool:
    """Whether a row only carries a sum from one printed page to the next."""
    return bool(_PAGE_TOTAL.search(fold(name)))


def is_footer(text: str) -> bool:
    """Whether a text belongs to the signatures below a table."""
    return bool(_FOOTER.fullmatch(fold(text)))


def names_province_body(name: str) -> bool:
    """Whether a name is that of a body of the province itself, such as its association's office."""
    return bool(_PROVINCE_BODY.search(fold(name)))


def not_established_in(texts: list[str]) -> str:
    """The first text that says, perhaps with more, that there is no association yet; empty without one."""
    for text in texts:
        if _NOT_ESTABLISHED.match(fold(text)):
            return " ".join(text.split())
    return ""


def says_not_established(text: str) -> bool:
    """Whether a remark says that there is no association yet, and nothing else."""
    return bool(_NOT_ESTABLISHED.fullmatch(fold(text)))
