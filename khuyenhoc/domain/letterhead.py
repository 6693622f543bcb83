"""How an association presents itself on what it hands out: its own name and its logo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letterhead:
    """What stands at the head of slides, documents and print pages.

    Attributes:
        name: the association's own name; empty for the usual one, made from the province's.
        logo: a PNG or JPEG picture, whatever kind of file was given; None without one.
    """

    name: str = ""
    logo: bytes | None = None


USUAL = Letterhead()
