"""The skeleton of rules in the languages of others: OpenFisca's Python and YAML, and Catala."""

from cfrdiff.formats.skeletons.catala import catala
from cfrdiff.formats.skeletons.openfisca import openfisca

__all__ = ["catala", "openfisca"]
