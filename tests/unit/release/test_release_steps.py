"""The release check itself: steps, table, exit codes, and what each part takes for wrong."""

import zipfile
from pathlib import Path

import pytest

from scripts import release_check
from scripts.release import papers, running, tracked
from scripts.release.step import COULD_NOT_RUN, FAILED, PASSED, Outcome, Step, chosen, take

# In pieces, so that the check finds nothing in its own test.
HOME = "/home/" + "binh/khuyenhoc"
KEY = "-----BEGIN RSA PRIVATE" + " KEY-----"


def steps(**codes: int) -> list[Step]:
    return [Step(name, f"about {name}", lambda code=code: Outcome(code)) for name, code in codes.items()]


def names(found: list[Step]) -> list[str]:
    return [step.name for step in found]


def test_only_and_skip_choose() -> None:
    every = steps(a=0, b=0, c=0)
    assert names(chosen(every, [], [])) == ["a", "b", "c"]
    assert names(chosen(every, ["c", "a"], [])) == ["a", "c"]
    assert names(chosen(every, ["a", "b"], ["b"])) == ["a"]
    with pytest.raises(ValueError, match="no such step: x, y"):
        chosen(every, ["x"], ["y"])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"a": PASSED, "b": PASSED}, 0),
        ({"a": PASSED, "b": COULD_NOT_RUN}, 0),
        ({"a": FAILED, "b": PASSED}, 1),
        ({"a": 5, "b": PASSED}, 1),
    ],
)
def test_exit_code_is_that_of_the_worst(
    codes: dict[str, int], expected: int, capsys: pytest.CaptureFixture
) -> None:
    assert release_check.main([], steps(**codes)) == expected
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["a", "b"]
    assert ("FAILED" in lines[1]) is (expected == 1)


def test_a_wrong_name_is_a_wrong_call(capsys: pytest.CaptureFixture) -> None:
    assert release_check.main(["--only", "nothing"]) == 2
    assert "no such step: nothing" in capsys.readouterr().err


def test_a_step_that_breaks_down_has_failed() -> None:
    def fall() -> Outcome:
        raise OSError("no room")

    done = take(Step("a", "", fall))
    assert (done.outcome.code, done.outcome.notes) == (FAILED, ("OSError: no room",))


def test_every_check_of_start_is_a_step() -> None:
    assert {"lint", "format", "layers", "sql", "tests"} <= {step.name for step in release_check.STEPS}
    assert len({step.name for step in release_check.STEPS}) == len(release_check.STEPS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"log of {HOME}/serve.log", "path of a machine"),
        ("C:\\Users\\" + "binh\\Documents", "path of a machine"),
        ("https:" + "//pypi.example.internal/simple", "host of packages"),
        ("pip install --index" + "-url x", "host of packages"),
        (KEY, "secret"),
        ("postgresql://app:" + "hunter2hunter@db/store", "secret"),
    ],
)
def test_traces_of_a_machine_are_found(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "a.md").write_text(f"one\n{text}\n", encoding="utf-8")
    assert list(tracked.traces({"a.md": tmp_path / "a.md"})) == [f"a.md:2: {kind}"]


def test_examples_and_pictures_are_no_traces(tmp_path: Path) -> None:
    text = (
        "~/.local, /home/an/x, /data, https://pypi.org/simple, postgresql://user:secret@db/store, E:\\saoluu"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "b.webp").write_bytes(b"RIFF\0\0" + HOME.encode())
    files = {name: tmp_path / name for name in ("a.md", "b.webp")}
    assert list(tracked.traces(files)) == []
    assert list(tracked.traces({"x/secrets.toml": tmp_path / "a.md"})) == [
        "x/secrets.toml: belongs to one machine"
    ]


def test_borrowed_shapes_are_found_and_points_are_none(tmp_path: Path) -> None:
    outline, points = tmp_path / "outline.json", tmp_path / "points.json"
    outline.write_text(
        "[" + ",".join(f"[109.{at:04},12.{at:04}]" for at in range(40)) + "]", encoding="utf-8"
    )
    points.write_text("[" + ",".join(f"[{at}.5,{at}.5]" for at in range(40)) + "]", encoding="utf-8")
    files = {"outline.json": outline, "points.json": points, "a.gpkg": points}
    assert list(tracked.borrowed_shapes(files)) == [
        "a.gpkg: a file of shapes",
        "outline.json: an outline within Viet Nam",
    ]


def paper(folder: Path, *, changes: str, readme: str = "Version 2.0.0", project: str = "") -> None:
    (folder / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    version = project or "dynamic = ['version']"
    (folder / "pyproject.toml").write_text(f"[project]\nname = 'x'\n{version}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "readme", "project", "told"),
    [
        ("## 2.0.0 (01/02/2027)\n\n- new\n", "Version 2.0.0", "", []),
        ("## 1.0.0 (01/02/2026)\n\n- old\n", "Version 2.0.0", "", ["CHANGELOG.md"]),
        ("## 2.0.0 (unreleased)\n\n- new\n", "Version 2.0.0", "", ["CHANGELOG.md"]),
        ("## 2.0.0 (01/02/2027)\n\n## 1.0.0 (01/02/2026)\n\n- old\n", "Version 2.0.0", "", ["CHANGELOG.md"]),
        ("## 2.0.0 (01/02/2027)\n\n- new\n", "Version 1.0.0", "", ["README.md"]),
        ("## 2.0.0 (01/02/2027)\n\n- new\n", "Version 2.0.0", "version = '2.0.0'", ["pyproject.toml"]),
    ],
)
def test_numbers_that_differ_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: str,
    readme: str,
    project: str,
    told: list[str],
) -> None:
    monkeypatch.setattr(papers, "document", lambda: {"info": {"version": "2.0.0"}})
    paper(tmp_path, changes=changes, readme=readme, project=project)
    assert [line.split(":")[0] for line in papers.version_differences(tmp_path, "2.0.0")] == told


def test_an_interface_of_another_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "document", lambda: {"info": {"version": "1.9.0"}})
    paper(tmp_path, changes="## 2.0.0 (01/02/2027)\n\n- new\n")
    assert list(papers.version_differences(tmp_path, "2.0.0")) == [
        "API: its description says 1.9.0, the package 2.0.0"
    ]


def test_licences_missing_left_over_and_wrong_are_told() -> None:
    notice = "Packages\n\n  pytest: MIT\n  streamlit: MIT\n  gone: MIT\n"
    found = list(papers.licence_problems({"pytest": "r", "streamlit": "r", "pandas": "r"}, notice))
    assert found == [
        "NOTICE: pandas is missing",
        "NOTICE: gone is no requirement",
        "NOTICE: streamlit is under “MIT”; the package says “Apache-2.0”",
    ]


def test_a_requirement_without_a_number_is_refused(tmp_path: Path) -> None:
    for name in papers.REQUIREMENTS:
        (tmp_path / name).write_text("-r other.txt\nmoto[server]==5.2.5  # why\n", encoding="utf-8")
    assert papers.pinned(tmp_path) == {"moto": "requirements-dev.txt"}
    (tmp_path / "requirements.txt").write_text("pandas>=3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="“pandas>=3” pins no version"):
        papers.pinned(tmp_path)


def test_what_an_audit_means() -> None:
    assert running.audited(0, "").code == PASSED
    assert running.audited(1, "Found 1 known vulnerability in 1 package\nx 1.0 CVE").code == FAILED
    assert running.audited(1, "ConnectionError: no route to host").code == COULD_NOT_RUN


def test_ratios_over_their_bar_are_named() -> None:
    ratios = [
        {"name": "check", "ratio": 3.0, "bar": 2.5},
        {"name": "query", "ratio": 1.0, "bar": 2.5},
        {"name": "memory", "ratio": 9.0, "bar": None},
    ]
    assert list(running.over_bar(ratios)) == ["1 of 2 ratios within their bars", "check: 3.00, bar 2.5"]


def test_a_store_that_was_not_kept_is_missed(tmp_path: Path) -> None:
    outcome = running.kept_store(tmp_path)
    assert outcome.code == FAILED
    assert "build_store_version" in outcome.notes[0]


def test_a_kept_store_that_is_broken_is_no_store(tmp_path: Path) -> None:
    version = running.migrations()[-1][0]
    with zipfile.ZipFile(tmp_path / f"{version:03d}.zip", "w") as archive:
        archive.writestr("ledger.jsonl", "not a ledger\n")
    step = Step("store", "", lambda: running.kept_store(tmp_path))
    assert take(step).outcome.code == FAILED
