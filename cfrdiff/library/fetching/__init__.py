"""Fetching editions and rules from the eCFR, govinfo and the Federal Register.

Nothing else in cfrdiff uses the network.
"""

from cfrdiff.library.fetching.annual import revision_day, year_in_force
from cfrdiff.library.fetching.asked import Span, Target, is_year, parse_day, parse_target
from cfrdiff.library.fetching.cache import Cache, cache_folder, rules_folder
from cfrdiff.library.fetching.fetching import Fetcher, fetcher
from cfrdiff.library.fetching.model import Fetched, FetchedRule, Gap, Rule
from cfrdiff.library.fetching.services import Services, services

__all__ = [
    "Cache",
    "Fetched",
    "FetchedRule",
    "Fetcher",
    "Gap",
    "Rule",
    "Services",
    "Span",
    "Target",
    "cache_folder",
    "fetcher",
    "is_year",
    "parse_day",
    "parse_target",
    "revision_day",
    "rules_folder",
    "services",
    "year_in_force",
]
