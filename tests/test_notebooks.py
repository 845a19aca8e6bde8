"""The notebooks run, and what they show is what they would show today."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

TAKE_LONG = ("rules-of-a-section", "following-a-name")
run_again = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow if path.stem in TAKE_LONG else ())
        for path in NOTEBOOKS
    ],
    ids=lambda path: path.stem,
)


def load(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> Iterator[tuple[str, str]]:
    """What a cell shows, as (media type, text), in order.

    Of a picture only its type counts: its bytes differ with fonts and versions of matplotlib.
    What is printed may come in pieces and is put together; stderr is left out, since libraries
    talk there about themselves.
    """
    printed = "".join(o.text for o in cell.outputs if o.get("name") == "stdout")
    if printed:
        yield "stdout", printed
    for output in cell.outputs:
        for media, content in sorted(output.get("data", {}).items()):
            yield media, "" if media.startswith("image/") else content


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@run_again
def test_stored_outputs_are_current(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the kernel's own, which shows pictures
    copy = Path(shutil.copy(path, tmp_path))
    stored, fresh = load(copy), load(copy)
    for cell in code_cells(fresh):
        cell.outputs = []
    NotebookClient(
        fresh,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()  # raises CellExecutionError where a cell fails
    for before, after in zip(code_cells(stored), code_cells(fresh), strict=True):
        assert list(shown(after)) == list(shown(before)), (
            f"cell {before.id} of {path.name} shows something else today; if that is right, run"
            f" jupyter execute --inplace notebooks/{path.name}"
        )


@each_notebook
def test_stored_notebook_was_run_once_from_top_to_bottom(path: Path) -> None:
    notebook = load(path)
    cells = code_cells(notebook)
    assert cells
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


@each_notebook
def test_stored_notebook_names_no_machine(path: Path) -> None:
    notebook = load(path)
    assert notebook.metadata.kernelspec.name == "python3"
    for output in (output for cell in code_cells(notebook) for output in cell.outputs):
        output.get("data", {}).pop("image/png", None)
    text = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    assert not [root for root in ("/tmp", "/root", "/home", "/Users", "C:\\") if root in text]


def test_two_editions_proves_that_the_changes_lead_from_old_to_new() -> None:
    notebook = load(next(path for path in NOTEBOOKS if path.stem == "two-editions"))
    (proof,) = (cell for cell in code_cells(notebook) if cell.id == "proof")
    assert "changes.apply(old) == new" in proof.source
    assert "changes.invert().apply(new) == old" in proof.source
    assert "older + changes = newer: True" in proof.outputs[0].text
    assert "newer − changes = older: True" in proof.outputs[0].text
