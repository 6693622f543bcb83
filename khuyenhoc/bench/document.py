"""`docs/performance.md` from a run: the machine, every ratio with its bar, and how cost grows with size."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from khuyenhoc.bench.growth_plot import draw_growth
from khuyenhoc.bench.measuring import formatted_amount

PICTURE = "performance-growth.svg"
_INTRODUCTION = """# Performance

Made by `python -m khuyenhoc bench --write-docs`; not written by hand.

A ratio is what the product takes over what cannot be left out (the floor): the bare parser, the plainest
SQL, a bare Streamlit script that draws the same texts, tiles, figures and tables. Both are measured in turns
in the same minutes; the ratio is the median over the pairs. Ratios travel between machines, seconds do not,
and on a busy machine even ratios scatter: the load says how busy it was.
"""
_KINDS = """
`check`, `import`, `refuse`, `answer`, `memory`: reports. `query`, `national`, `restate`: questions to the
store. `map`, `boundaries`: shapes. `export`: documents. `page.open`, `page.rerun`: Chromium with a warm
cache, until everything is drawn, and after another option of the filter. `page.start`: from nothing to the
first page. `page.memory`: of the server for each further open page. `page.bytes`: received by an empty
browser, and when the map changes its colours. `load`: many viewers who each change a filter every ten
seconds. `soak`: memory of the server while people open pages, change filters and close them again, at the end
and after four tenths of the time, and its growth beside an allowance. `peer`: beside Apache Superset 6.1.0
on the same figures as one sorted table, its caches off: five questions over ten years of the whole country,
and two pages beside a dashboard of four tiles, a line and a table; measured where it is installed in a
virtual environment of its own, named in `KHUYENHOC_SUPERSET`.
"""
_GROWTH = """
## As the store grows

![Processor time against observations]({picture})

Processor time of a question, in milliseconds (median; in brackets the 95th of a hundred). Every unit reports
every data element each quarter, one in ten corrects its report.

"""


def performance_page(
    machine: Mapping[str, object], ratios: Sequence[Mapping], growth: Sequence[Mapping]
) -> str:
    """The page in Markdown.

    Args:
        machine, ratios, growth: as `bench --json` prints them.
    """
    named = (
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, "
        f"{str(machine['system']).partition('-')[0]}, Python {machine['python']}, "
        f"DuckDB {machine['duckdb']}; load {machine['load']}"
    )
    within = sum(bool(ratio["within"]) for ratio in ratios)
    parts = [_INTRODUCTION, f"\nMeasured on {named}.\n{within} of {len(ratios)} are within their bars.\n"]
    parts.append(
        "\n| measurement | ratio | bar | within | ours | floor | pairs |\n| --- " + "| ---: " * 6 + "|\n"
    )
    parts += [_row(ratio) for ratio in ratios]
    parts.append(_KINDS)
    if growth:
        parts.append(_GROWTH.format(picture=PICTURE))
        parts.append(_growth_table(growth))
    return "".join(parts)


def write_page(
    folder: Path, machine: Mapping[str, object], ratios: Sequence[Mapping], growth: Sequence[Mapping]
) -> None:
    """Write the page and its picture into the folder of documents."""
    (folder / "performance.md").write_text(performance_page(machine, ratios, growth), encoding="utf-8")
    if growth:
        (folder / PICTURE).write_text(draw_growth(growth), encoding="utf-8")


def _row(ratio: Mapping) -> str:
    if ratio["ratio"] is None:
        return f"| {ratio['name']} | – | {ratio['bar']:g} | no | {ratio['error'].splitlines()[0]} | | |\n"
    amounts = " | ".join(formatted_amount(ratio[side], ratio["unit"]) for side in ("ours", "floor"))
    is_within = "yes" if ratio["within"] else "**no**"
    return (
        f"| {ratio['name']} | {ratio['ratio']:.2f} | {ratio['bar']:g} | {is_within} | {amounts} "
        f"| {ratio['runs']} |\n"
    )


def _growth_table(growth: Sequence[Mapping]) -> str:
    names = list(growth[0]["medians"])
    heading = "".join(f" {name.replace('_', ' ')} |" for name in names)
    rows = [f"| provinces | quarters | observations |{heading}\n| " + "---: | " * (3 + len(names)) + "\n"]
    for point in growth:
        cells = "".join(f" {point['medians'][name]:.0f} ({point['highest'][name]:.0f}) |" for name in names)
        size = point["size"]
        rows.append(f"| {size['provinces']} | {size['quarters']} | {point['observations']:,} |{cells}\n")
    return "".join(rows).replace(" | \n", " |\n")
