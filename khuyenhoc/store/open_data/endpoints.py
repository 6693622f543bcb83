"""What programs may ask: the one table that answers, the OpenAPI document and the tests are made from."""

from dataclasses import dataclass

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Vintage

JSON, CSV = "json", "csv"
STATES = ("reported", "not_established", "not_reported", "not_applicable", "no_figure", "hidden")
_PROVINCE = r"(legacy|reform)-\d{2}"
_UNIT = r"(area-)?(legacy|reform)-\d{2,5}"
_PERIOD = r"\d{4}(-(Q[1-4]|H1|9M))?"


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address; what it means stands under `api.parameters`.

    Attributes:
        pattern: what all of a value must match; empty where `values` says it.
        values: the only ones there are.
        default: what counts when it is not given.
    """

    name: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    default: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Column:
    """A value of each row; what it means stands under `api.columns`.

    Attributes:
        kind: a type of JSON Schema.
        values: the only texts there are.
    """

    name: str
    kind: str = "string"
    is_nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Endpoint:
    """An address below `/api/v1/`; what it gives stands under `api.endpoints`.

    Attributes:
        has_figures: whether rows are figures, so that the answer says how complete they are.
    """

    name: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    has_figures: bool = False


_FORMAT = Parameter("format", values=(JSON, CSV), default=JSON)
_LENS = Parameter("lens", values=tuple(map(str, Lens)), default=str(Lens.REPORTED))
_INDICATOR = Parameter("indicator", pattern=r"[a-z][a-z0-9_]{1,60}", is_required=True)
_OF_PROVINCE = Parameter("province", pattern=_PROVINCE)
_FIGURE = (
    Column("state", values=STATES),
    Column("value", "number", is_nullable=True),
    Column("unit"),
    Column("numerator", "number", is_nullable=True),
    Column("denominator", "number", is_nullable=True),
    Column("method", is_nullable=True, values=("exact", "estimate")),
    Column("estimated_share", "number", is_nullable=True),
    Column("reported_units", "integer"),
    Column("expected_units", "integer"),
    Column("is_synthetic", "boolean"),
)

ENDPOINTS = {
    endpoint.name: endpoint
    for endpoint in (
        Endpoint(
            "indicators",
            (_FORMAT,),
            (
                Column("indicator"),
                Column("group"),
                Column("name_vi"),
                Column("name_en"),
                Column("unit"),
                Column("numerator_element"),
                Column("denominator_element", is_nullable=True),
                Column("higher_is_better", "boolean", is_nullable=True),
            ),
        ),
        Endpoint(
            "units",
            (_OF_PROVINCE, Parameter("vintage", values=tuple(map(str, Vintage))), _FORMAT),
            (
                Column("org_unit_id"),
                Column("code"),
                Column("vintage", values=tuple(map(str, Vintage))),
                Column("level", values=("province", "district", "commune")),
                Column("name"),
                Column("kind"),
                Column("parent_id", is_nullable=True),
                Column("province_id"),
                Column("valid_from", is_nullable=True),
                Column("valid_to", is_nullable=True),
            ),
        ),
        Endpoint(
            "periods",
            (_OF_PROVINCE, _FORMAT),
            (
                Column("period"),
                Column("province_id"),
                Column("period_end"),
                Column("is_cumulative", "boolean"),
                Column("reported_units", "integer"),
                Column("expected_units", "integer"),
                Column("is_synthetic", "boolean"),
            ),
        ),
        Endpoint(
            "figures",
            (
                _INDICATOR,
                Parameter("period", pattern=_PERIOD, is_required=True),
                _OF_PROVINCE,
                _LENS,
                _FORMAT,
            ),
            (
                Column("indicator"),
                Column("period"),
                Column("lens", values=tuple(map(str, Lens))),
                Column("org_unit_id"),
                Column("name"),
                Column("province_id"),
                *_FIGURE,
            ),
            has_figures=True,
        ),
        Endpoint(
            "series",
            (_INDICATOR, _OF_PROVINCE, Parameter("unit", pattern=_UNIT), _LENS, _FORMAT),
            (
                Column("indicator"),
                Column("period"),
                Column("period_end"),
                Column("is_cumulative", "boolean"),
                Column("lens", values=tuple(map(str, Lens))),
                Column("org_unit_id"),
                Column("name"),
                *_FIGURE,
            ),
            has_figures=True,
        ),
    )
}
