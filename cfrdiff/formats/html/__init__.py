"""The report as one HTML file."""

from cfrdiff.formats.html.page import html_report

__all__ = ["html_report"]
