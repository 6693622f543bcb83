"""What a screen or a report is about: a province in a period."""

from dataclasses import dataclass

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import OrgUnit, provinces_in
from khuyenhoc.domain.periods import Period, Vintage


@dataclass(frozen=True)
class Subject:
    """A province, of either vintage, in a period."""

    province: OrgUnit
    period: Period

    @property
    def province_ids(self) -> tuple[str, ...]:
        """The reporting provinces of the period that make up the province."""
        return provinces_in(self.province.org_unit_id, self.period.vintage)

    @property
    def earlier_period(self) -> Period:
        """The same period last year."""
        return self.period.same_period_last_year

    @property
    def earlier_province_ids(self) -> tuple[str, ...]:
        """The reporting provinces of the same period last year."""
        return provinces_in(self.province.org_unit_id, self.earlier_period.vintage)

    def province_ids_under(self, lens: Lens) -> tuple[str, ...]:
        """The provinces whose units a lens shows: the one chosen, as it is on that map."""
        return self.province_ids if lens is Lens.REPORTED else (self.province.org_unit_id,)

    def earlier_province_ids_under(self, lens: Lens) -> tuple[str, ...]:
        """The same for the same period last year."""
        return self.earlier_province_ids if lens is Lens.REPORTED else (self.province.org_unit_id,)

    @property
    def all_province_ids(self) -> tuple[str, ...]:
        """The province in every vintage it has figures in."""
        own = self.province.org_unit_id
        return tuple(dict.fromkeys((own, *provinces_in(own, Vintage.LEGACY))))
