"""The report as Akoma Ntoso 3."""

from cfrdiff.formats.akoma_ntoso.document import NAMESPACE, akoma_ntoso

__all__ = ["NAMESPACE", "akoma_ntoso"]
