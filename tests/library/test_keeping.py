"""A library keeps what is added, byte for byte, once, and as often as it is asked."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
import warnings
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest
from library.texts import editions

from cfrdiff.errors import LibraryError, NotFoundError, SourceError
from cfrdiff.library import Incoming, Library, Origin, keeping
from cfrdiff.library.schemas import OF_EDITIONS, OF_PAIRS, schema

GIVEN = [one for one in editions() if one.name == "100.txt"]
OLD, NEW = (one.data or b"" for one in GIVEN)


def snapshot(folder: Path) -> dict[str, str]:
    """The digest of each file, but of what says when it came."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".") and "origins" not in file.parts
    }


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("smaller"))
    library.take_all(GIVEN)
    return library


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two editions as files."""
    folder = tmp_path_factory.mktemp("files")
    made = [folder / "2018.txt", folder / "2019.txt"]
    for file, one in zip(made, GIVEN, strict=True):
        file.write_bytes(one.data or b"")
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Library:
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.add(files)
    return library


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "none")
    assert library.entries() == ()
    assert library.verify() == ()
    assert library.failures() == ()
    assert not library.has("19 CFR 163@2012")
    assert not (tmp_path / "none").exists()


def test_sources_are_kept_byte_for_byte_with_where_they_came_from(
    built: Library, files: list[Path]
) -> None:
    for path in files:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        assert built.source(sha256) == path.read_bytes()
        assert [one.place for one in built.origins(sha256)] == [str(path)]


def test_what_is_written_is_what_is_documented(smaller: Library) -> None:
    for dataset in OF_EDITIONS:
        files = sorted((Path(smaller.address) / "data" / dataset).rglob("*.parquet"))
        assert [file.parts[-3:-1] for file in files] == [
            ("title=19", f"date={date}") for date in ("2018-04-01", "2019-04-01")
        ]
        for file in files:
            found = pyarrow.parquet.read_schema(file)
            assert found.names == [one.name for one in schema(dataset).columns]
            assert found.metadata[b"schema"] == str(schema(dataset).number).encode()


def test_adding_twice_changes_nothing(built: Library, files: list[Path], tmp_path: Path) -> None:
    before = snapshot(Path(built.address))
    packed = tmp_path / "again.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(files[0], "19/2018.txt")
        archive.writestr("19/2019.txt.gz", gzip.compress(files[1].read_bytes()))
    added = built.add([*files, packed])
    assert len(added.known) == 4
    assert not added.added
    assert not added.failed
    assert snapshot(Path(built.address)) == before


def test_what_cannot_be_read_is_recorded_with_the_reason(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "note.txt").write_text("Nothing of the kind.")
    (sources / "empty.txt").touch()
    (sources / "cut.gz").write_bytes(gzip.compress(OLD)[:-30])
    (sources / ".hidden").write_text("x")
    (sources / "2018.txt").write_bytes(OLD)
    added = library.add([sources])
    assert [one.name for one in added.added] == ["2018.txt"]
    assert [one.name for one in added.failed] == ["cut", "empty.txt", "note.txt"]
    assert {one.place: one.reason for one in library.failures()}.keys() == {
        str(sources / name) for name in ("cut.gz", "empty.txt", "note.txt")
    }
    (sources / "note.txt").write_bytes(NEW)
    library.add([sources / "note.txt"])
    assert len(library.failures()) == 2, "what is read now is no failure any more"
    with pytest.raises(SourceError, match="no such file or folder"):
        library.add([tmp_path / "none"])


def test_what_is_made_is_the_same_in_whatever_order_and_company(
    built: Library, files: list[Path], tmp_path: Path
) -> None:
    other = Library.open(tmp_path)
    other.add(files[1:])
    other.add(files)
    assert snapshot(tmp_path) == snapshot(Path(built.address))


def test_what_a_file_does_not_say_can_be_given(files: list[Path], tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add(files[:1])
    assert not library.has("19 CFR 100@2018")
    added = library.add(files[:1], title=19, as_of="2018-04-01")
    assert [one.title for one in added.added] == [19]
    assert library.has("19 CFR 100@2018")
    assert library.verify() == ()
    assert library.add(files[:1]).known == added.added, "what is known stays known"
    (record,) = (tmp_path / "records").rglob("*.json")
    record.unlink()
    assert library.repair() == ()
    assert library.has("19 CFR 100@2018")


def test_members_of_one_name_are_both_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in (OLD, NEW):
            archive.writestr("../100.txt", data)
    library = Library.open(tmp_path / "library")
    library.add([tmp_path / "twice.zip"])
    assert sorted(library.source(one.sha256) for one in library.entries()) == sorted([OLD, NEW])
    assert not (tmp_path.parent / "100.txt").exists()


def test_a_library_in_the_folder_that_is_added_and_what_is_no_file_are_passed_over(
    tmp_path: Path,
) -> None:
    library = Library.open(tmp_path / "library")
    (tmp_path / "100.txt").write_bytes(GIVEN[0].data or b"")
    os.mkfifo(tmp_path / "pipe")
    for _ in range(2):
        added = library.add([tmp_path])
        assert [one.name for one in (*added.added, *added.known)] == ["100.txt"]
        assert not added.failed
    with pytest.raises(SourceError, match="a pipe or a device"):
        library.add([tmp_path / "pipe"])


def test_damage_of_a_pair_is_taken_away_and_compared_again(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.take_all(GIVEN)
    compared = library.compare("2018", "2019")
    before = snapshot(tmp_path)
    for dataset in OF_PAIRS:
        (file,) = (tmp_path / "data" / dataset).rglob("*.parquet")
        file.write_bytes(b"damaged")
        assert len(library.verify()) == 1
        assert library.repair() == ()
        assert library.compare("2018", "2019") == compared
        assert snapshot(tmp_path) == before


def test_a_catalogue_that_is_lost_or_damaged_is_made_anew(built: Library) -> None:
    catalogue = Path(built.address) / "catalogue.json"
    whole, entries = catalogue.read_bytes(), built.entries()
    for damage in (b"", b"{", whole[:-10], b'{"records":[]}'):
        catalogue.write_bytes(damage)
        assert built.entries() == entries
    catalogue.unlink()
    assert built.entries() == entries
    built.repair()
    assert catalogue.read_bytes() == whole


FILES = ("sources/", "records/", "readings/", *(f"data/{name}/" for name in OF_EDITIONS))


@pytest.mark.parametrize("folder", FILES)
@pytest.mark.parametrize("how", ["cut", "altered", "gone", "left over"])
def test_damage_is_found_and_mended(smaller: Library, folder: str, how: str) -> None:
    root = Path(smaller.address)
    before = snapshot(root)
    file = root / next(name for name in before if name.startswith(folder))
    data = file.read_bytes()
    if how == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif how == "altered":
        file.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    elif how == "gone":
        file.unlink()
    else:
        file = file.with_name(f"left-over{file.suffix}")
        file.write_bytes(data)
        assert not any(one.file == file.name for one in smaller.verify()), "a run may go on"
        os.utime(file, (0, 0))
    assert smaller.verify(), "it is found"
    left = smaller.repair()
    if folder == "sources/" and how != "left over":
        assert [one.advice for one in left] == ["add its file again"]
        smaller.take_all(GIVEN)
    assert smaller.verify() == ()
    assert snapshot(root) == before


def test_a_new_reader_rebuilds_what_the_old_one_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path)
    monkeypatch.setattr(keeping, "reading_stamp", lambda: "of-old")
    library.take_all(GIVEN)
    monkeypatch.undo()
    assert library.edition("19 CFR 100.1@2018").sections, "what the old one kept can be read"
    assert {one.name for one in library.refresh().added} == {one.name for one in GIVEN}
    assert library.verify() == ()
    assert library.refresh().added == ()
    fresh = Library.open(tmp_path / "fresh")
    fresh.take_all(GIVEN)
    kept = snapshot(tmp_path / "fresh")
    assert {name: kept[name] for name in kept} == {
        name: digest for name, digest in snapshot(tmp_path).items() if not name.startswith("fresh")
    }


def test_bytes_from_elsewhere_are_kept_with_what_is_known_of_them(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    origin = Origin("https://example.org/19/163?date=2015-04-01", "2026-01-02T03:04:05Z", etag="x")
    data = (GIVEN[0].data or b"") + b"\n"
    given = Incoming(name="100.txt", data=data, origin=origin, title=19, as_of="2015-04-01")
    library.take(given)
    assert library.find("19 CFR 100@2015").as_of == "2015-04-01"
    (record,) = (tmp_path / "records").rglob("*.json")
    record.unlink()
    library.repair()
    assert library.find("19 CFR 100@2015").name == "100.txt", "its origin knows what was given"
    rule = library.keep(b"<RULE/>", origin)
    assert library.source(rule) == b"<RULE/>"
    assert library.verify() == ()


def test_a_disk_that_is_full_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path)
    library.take(GIVEN[0])
    before = snapshot(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match="No space left on device"):
        library.take(GIVEN[1])
    monkeypatch.undo()
    assert snapshot(tmp_path) == before
    assert library.verify() == ()
    library.take(GIVEN[1])
    assert library.has("19 CFR 100@2019")
    assert library.verify() == ()


def test_an_address_of_fsspec_holds_the_same_files(smaller: Library) -> None:
    import fsspec

    library = Library.open("memory://cfr")
    library.take_all(GIVEN)
    found = fsspec.filesystem("memory")
    held = {
        name.removeprefix("/cfr/"): hashlib.sha256(found.cat_file(name)).hexdigest()
        for name in found.find("/cfr")
        if "/origins/" not in name
    }
    assert held == snapshot(Path(smaller.address))
    assert library.verify() == ()
    assert library.edition("19 CFR 100.1@2018") == smaller.edition("19 CFR 100.1@2018")


def test_what_is_not_there_is_said_with_what_brings_it(smaller: Library) -> None:
    with pytest.raises(NotFoundError, match=r'fetch "19 CFR 100" --on 2015`'):
        smaller.edition("19 CFR 100@2015")


COMMAND = """
import sys
from cfrdiff.library import Library
from library.texts import editions
Library.open(sys.argv[1]).take_all(editions())
"""


def adding(folder: Path) -> subprocess.Popen[bytes]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", COMMAND, folder], env=env)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("wanted")
    Library.open(folder).take_all(editions())
    return snapshot(folder)


@pytest.mark.slow
def test_twenty_at_once_lose_nothing(wanted: dict[str, str], tmp_path: Path) -> None:
    running = [adding(tmp_path) for _ in range(20)]
    assert [one.wait() for one in running] == [0] * 20
    assert Library.open(tmp_path).verify() == ()
    assert snapshot(tmp_path) == wanted


@pytest.mark.slow
def test_what_is_killed_goes_on_where_it_was(wanted: dict[str, str], tmp_path: Path) -> None:
    kept: list[int] = []
    for moment in (1, 3, 5, 8, 11, 14, 17, 20):  # when so many files are there
        running = adding(tmp_path)
        while sum(1 for _ in tmp_path.rglob("*")) < moment * 3 and running.poll() is None:
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
        running.wait()
        kept.append(len(Library.open(tmp_path).entries()))
    assert kept == sorted(kept), "what is kept stays"
    assert adding(tmp_path).wait() == 0
    assert Library.open(tmp_path).verify() == ()
    assert snapshot(tmp_path) == wanted
