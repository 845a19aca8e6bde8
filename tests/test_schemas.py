"""The shipped JSON Schemas are those of the types, and real output fits them."""

from __future__ import annotations

import json
import typing
from importlib import resources

import jsonschema
import pytest

import cfrdiff
from cfrdiff import schemas
from cfrdiff.sources import corpus


@pytest.mark.parametrize("name", typing.get_args(schemas.Name))
def test_the_schema_shipped_is_that_of_the_types(name: schemas.Name) -> None:
    shipped = (resources.files("cfrdiff.schemas") / f"{name}.json").read_bytes()
    assert shipped == schemas.generate(name)
    jsonschema.Draft202012Validator.check_schema(schemas.load(name))


@pytest.mark.parametrize(
    "held", corpus.entries([corpus.bundled_folder()]), ids=lambda h: h.entry.id
)
def test_editions_fit(held: corpus.Held) -> None:
    edition = cfrdiff.read(held.path)
    data = edition.to_json()
    jsonschema.validate(json.loads(data), schemas.load("edition-1"))
    assert cfrdiff.Edition.from_json(data) == edition
    assert next(iter(json.loads(data))) == "schema"


def test_change_sets_fit() -> None:
    changes = cfrdiff.diff("19-cfr-163-customs-service", "19-cfr-163-2012")
    data = changes.to_json()
    jsonschema.validate(json.loads(data), schemas.load("changeset-1"))
    assert cfrdiff.ChangeSet.from_json(data) == changes


def test_a_schema_refuses_what_is_not_in_the_contract() -> None:
    edition = json.loads(cfrdiff.read("19-cfr-163-2012").to_json())
    del edition["sections"][0]["extent"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(edition, schemas.load("edition-1"))
