"""The corpus: what ships is what its manifest says, and what is added stays as it was."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from test_cli import MARKDOWN, PDF, TEXT, run

import cfrdiff
from cfrdiff.cli import main
from cfrdiff.sources import corpus
from cfrdiff.sources.files import write_whole

SHIPPED = [
    "19-cfr-163-customs-service",
    "19-cfr-163-2012",
    "19-cfr-163-2012-typeset",
    "19-cfr-163-2019",
]
# The text of the running case in other bytes: an edition that no corpus has.
OTHER = TEXT.read_bytes() + b"\n"


class Told(NamedTuple):
    code: int
    out: str
    err: str


def call(*args: str | Path) -> Told:
    """Run a command in this process."""
    done = CliRunner().invoke(main, ["corpus", *map(str, args)])
    return Told(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of the user's that is not there yet; we are in the folder it would lie in."""
    monkeypatch.chdir(tmp_path)
    chosen = tmp_path / "corpus"
    monkeypatch.setenv("CFRDIFF_CORPUS", str(chosen))
    return chosen


@pytest.fixture
def file(folder: Path) -> Path:
    """An edition to add."""
    made = Path("my-edition.txt")
    made.write_bytes(OTHER)
    return made


def manifest(folder: Path) -> list[dict[str, Any]]:
    editions: list[dict[str, Any]] = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))[
        "edition"
    ]
    return editions


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, without the lock that stays there."""
    there = folder.iterdir() if folder.exists() else ()
    return {path.name: path.read_bytes() for path in there if path.name != ".lock"}


def assert_refused(told: Told, name: str, says: str) -> None:
    assert told.code == 2
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith(f"cfrdiff: {name}: ")
    assert says in told.err


# What ships


def test_the_shipped_files_are_what_the_manifest_says() -> None:
    held = corpus.entries([corpus.bundled_folder()])
    assert [one.entry.id for one in held] == SHIPPED
    for one in held:
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.entry.sha256
        edition = cfrdiff.read(one.path)
        assert edition.source.format == one.entry.format
        assert (edition.title, edition.part) == (one.entry.title, one.entry.part)
        assert edition.as_of == one.entry.as_of
        assert one.entry.dating
        assert one.entry.origin
    unlisted = {path.name for path in corpus.bundled_folder().iterdir()}
    assert unlisted - {one.entry.file for one in held} == {"manifest.toml", "cases", "rules"}


def test_list(folder: Path) -> None:
    told = call("list")
    assert (told.code, told.err) == (0, "")
    assert [line.split()[0] for line in told.out.splitlines() if "19 CFR 163" in line] == SHIPPED
    told = call("list", "--json")
    assert [entry["id"] for entry in json.loads(told.out)] == SHIPPED


def test_show(folder: Path) -> None:
    told = call("show", SHIPPED[1])
    assert (told.code, told.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in told.out.splitlines() if line[0] != " ")
    assert rows["as-of"] == "2012-04-01"
    assert rows["file"] == TEXT.name
    shown = json.loads(call("show", SHIPPED[1], "--json").out)
    assert shown["sha256"] == hashlib.sha256(TEXT.read_bytes()).hexdigest()


def test_show_of_what_is_not_there_names_what_is(folder: Path) -> None:
    told = call("show", "19-cfr-163-1999")
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert all(id in told.err for id in ("'19-cfr-163-1999'", *SHIPPED))


def test_verify_of_what_ships(folder: Path) -> None:
    told = call("verify")
    assert (told.code, told.err) == (0, "")
    counts = [3, 3, 3, 14]
    expected = [f"ok  {id}  {n} sections" for id, n in zip(SHIPPED, counts, strict=True)]
    assert told.out.splitlines() == expected


# Adding


def test_add_copies_byte_for_byte(file: Path, folder: Path) -> None:
    ran = run("corpus", "add", file, CFRDIFF_CORPUS=str(folder))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"added my-edition  {folder / file.name}\n"
    assert (folder / file.name).read_bytes() == OTHER == file.read_bytes()
    assert manifest(folder) == [
        {
            "id": "my-edition",
            "file": "my-edition.txt",
            "format": "text",
            "sha256": hashlib.sha256(OTHER).hexdigest(),
            "part": "163",
        }
    ]
    assert "my-edition " in call("list").out
    assert call("verify").out.count("\n") == len(SHIPPED) + 1


def test_what_is_added_is_read_by_its_id(file: Path, folder: Path) -> None:
    told = call("add", file, "--id", "mine", "--title", "19", "--as-of", "2012-04-01")
    assert told.code == 0
    assert (folder / "mine.txt").read_bytes() == OTHER
    edition = cfrdiff.read("mine")
    assert (edition.title, edition.as_of) == (19, "2012-04-01")
    assert edition.source.path == "mine.txt"
    summary = cfrdiff.diff("mine", SHIPPED[1]).summary
    assert summary.unchanged > 0
    assert summary.revised == summary.added == summary.removed == 0


def test_what_is_said_of_an_edition_is_kept(file: Path, folder: Path) -> None:
    said = {
        "title": "19",
        "part": "163",
        "not-before": "2011-10-25",
        "not-after": "2012-04-01",
        "dating": "By hand: “before April”",
        "covers": "§§ 163.11 to 163.13",
        "origin": "A reading room",
    }
    options = [word for name, value in said.items() for word in (f"--{name}", value)]
    assert call("add", file, *options).code == 0
    kept = manifest(folder)[0]
    assert {name: str(kept[name.replace("-", "_")]) for name in said} == said
    assert "2011-10-25 to 2012-04-01" in call("list").out


def test_more_files_at_once(file: Path, folder: Path) -> None:
    Path("Other One.md").write_bytes(MARKDOWN.read_bytes() + b"\n")
    assert call("add", file, "Other One.md").code == 0
    assert [entry["id"] for entry in manifest(folder)] == ["my-edition", "other-one"]
    assert call("verify").code == 0
    # and one more later
    Path("third.txt").write_bytes(OTHER + b"\n")
    assert call("add", "third.txt").code == 0
    assert [entry["id"] for entry in manifest(folder)] == ["my-edition", "other-one", "third"]


def test_a_file_that_lies_in_the_folder_already_is_entered(folder: Path) -> None:
    folder.mkdir()
    there = folder / "there.txt"
    there.write_bytes(OTHER)
    assert call("add", there).code == 0
    assert there.read_bytes() == OTHER
    assert [entry["id"] for entry in manifest(folder)] == ["there"]


def test_an_edition_that_ships_is_not_added_again(folder: Path) -> None:
    for path in (TEXT, MARKDOWN, PDF):
        told = call("add", path, "--id", "again")
        assert_refused(told, str(path), f"already in the corpus as {path.stem!r}")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("my-edition.txt", "", "already in the corpus as 'my-edition'"),
        ("copy.txt", "", "already in the corpus as 'my-edition'"),
        ("copy.txt", "--id copy", "already in the corpus as 'my-edition'"),
        ("new.txt", "--id my-edition", "the id 'my-edition' is taken; choose another with --id"),
        ("new.txt", "--id 19-cfr-163-2012", "the id '19-cfr-163-2012' is taken"),
        ("new.txt", "--id New", "'New' is no id; choose one of small letters"),
        ("new.txt", "--id ../new", "'../new' is no id"),
        ("new.txt", "--id .", "'.' is no id"),
        ("new§.txt", "", "'new§' is no id"),
        ("new.txt", "--as-of 2012-13-01", "'2012-13-01' is no date; write it as 2012-04-01"),
        ("new.txt", "--as-of April", "'April' is no date"),
        ("new.txt", "--not-before 20120401", "'20120401' is no date"),
        ("new.txt", "--not-after 2012-4-1", "'2012-4-1' is no date"),
        (
            "new.txt",
            "--not-before 2012-04-02 --not-after 2012-04-01",
            "2012-04-02 is after 2012-04-01",
        ),
        ("manifest.toml", "", "holds another manifest.toml; choose another name with --id"),
        ("new.txt", "--id stray", "holds another stray.txt"),
        ("letter.txt", "", "no section found"),
        ("none.txt", "", "no such file"),
    ],
)
def test_what_cannot_be_added(name: str, options: str, says: str, file: Path, folder: Path) -> None:
    assert call("add", file).code == 0
    (folder / "stray.txt").write_text("not in the manifest")
    Path("copy.txt").write_bytes(OTHER)
    Path("letter.txt").write_text("Dear reader,\nnothing here.\n")
    for other in ("new.txt", "new§.txt", "manifest.toml"):
        Path(other).write_bytes(OTHER + b"\n")
    before = files(folder)
    assert_refused(call("add", name, *options.split()), name, says)
    assert files(folder) == before


def test_an_empty_id_is_none(file: Path, folder: Path) -> None:
    assert_refused(call("add", file, "--id", ""), file.name, "'' is no id")


def test_all_files_are_added_or_none(file: Path, folder: Path) -> None:
    Path("letter.txt").write_text("Dear reader,\nnothing here.\n")
    assert_refused(call("add", file, "letter.txt"), "letter.txt", "no section found")
    assert not folder.exists()
    Path("copy.txt").write_bytes(OTHER)
    assert_refused(call("add", file, "copy.txt"), "copy.txt", "already in the corpus as")
    assert not folder.exists()


def test_no_copy_is_left_where_the_manifest_cannot_be_written(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, data: bytes) -> None:
        if path.endswith("manifest.toml"):
            raise cfrdiff.SourceError(path, "cannot be written (full)", "free some space")
        write_whole(path, data)

    monkeypatch.setattr("cfrdiff.sources.corpus.write_whole", full)
    assert_refused(call("add", file), str(folder / "manifest.toml"), "cannot be written (full)")
    assert files(folder) == {}


def test_a_folder_that_cannot_be_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFRDIFF_CORPUS", str(file.absolute() / "corpus"))
    told = call("add", file)
    assert_refused(told, str(file.absolute() / "corpus" / "manifest.toml"), "Not a directory")


# Verifying


@pytest.fixture
def added(file: Path, folder: Path) -> Path:
    """The copy in the corpus of an edition that was added."""
    assert call("add", file).code == 0
    return folder / file.name


def test_verify_finds_a_changed_file(added: Path) -> None:
    added.write_bytes(OTHER.replace(b"Charlotte", b"Charleston"))
    told = call("verify")
    assert told.code == 2
    assert told.out.count("\n") == len(SHIPPED)
    assert told.err == (
        f"cfrdiff: {added}: its content is not what the manifest says; restore the file\n"
    )


def test_verify_finds_a_missing_file(added: Path) -> None:
    added.unlink()
    told = call("verify")
    assert told.code == 2
    assert told.out.count("\n") == len(SHIPPED)
    assert told.err == f"cfrdiff: {added}: no such file; restore it\n"
    ran = run("read", "my-edition", CFRDIFF_CORPUS=str(added.parent))
    assert ran == (2, "", told.err)


def test_verify_tells_all_it_finds(added: Path, folder: Path) -> None:
    Path("third.txt").write_bytes(OTHER + b"\n")
    assert call("add", "third.txt").code == 0
    added.write_bytes(b"")
    (folder / "third.txt").unlink()
    told = call("verify")
    assert told.code == 2
    assert [line.split(": ")[1] for line in told.err.splitlines()] == [
        str(added),
        str(folder / "third.txt"),
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"[[edition]\n", "line 1"),
        (b'[[edition]]\nid = "one"\n', "missing required field `file`"),
        (b"edition = 7\n", "edition"),
        (b"\xff\xfe\x00", "utf-8"),
    ],
)
@pytest.mark.parametrize("command", [("corpus", "list"), ("corpus", "verify"), ("read", TEXT)])
def test_a_bad_manifest_is_told_in_one_line(
    command: tuple[str | Path, ...], written: bytes, says: str, folder: Path
) -> None:
    folder.mkdir()
    (folder / "manifest.toml").write_bytes(written)
    done = CliRunner().invoke(main, [str(word) for word in command])
    told = Told(done.exit_code, done.stdout, done.stderr)
    assert_refused(told, str(folder / "manifest.toml"), says)
    assert "; mend the manifest\n" in told.err


# Where it lies


def test_the_projects_own_folder_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFRDIFF_CORPUS", str(corpus.bundled_folder()))
    assert [held.entry.id for held in corpus.entries()] == SHIPPED


def test_without_a_choice_the_platforms_place_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CFRDIFF_CORPUS", raising=False)
    assert corpus.user_folder().parts[-2:] == ("cfrdiff", "corpus")
