"""The units a person may see: a parameter of every query and part of every cache key."""

from dataclasses import dataclass

from khuyenhoc.domain.org_units import all_units, province_of


@dataclass(frozen=True)
class Scope:
    """A set of units; `None` means every unit.

    Attributes:
        org_unit_ids: sorted, so that equal scopes are equal cache keys.
    """

    org_unit_ids: tuple[str, ...] | None

    @classmethod
    def everything(cls) -> "Scope":
        """All units: the desk, where one person has the whole file anyway."""
        return cls(None)

    @classmethod
    def of_provinces(cls, *province_ids: str) -> "Scope":
        """The given provinces and every unit in them."""
        wanted = set(province_ids)
        return cls(
            tuple(
                sorted(
                    unit.org_unit_id
                    for unit in all_units().values()
                    if province_of(unit).org_unit_id in wanted
                )
            )
        )

    def as_parameter(self) -> list[str] | None:
        """The value of the parameter `$scope`."""
        return None if self.org_unit_ids is None else list(self.org_unit_ids)
