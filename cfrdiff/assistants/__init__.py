"""What assistants ask: the library's answers as tools of the Model Context Protocol.

Two servers of this kind are published on PyPI: cfr-mcp (github.com/mccallar/cfr-mcp) and ecfr-mcp
(github.com/1102tools/federal-contracting-mcps). Both ask the eCFR at each call, so that they know
no text from before 2017 and none without a network. What they offer, as their documentation of
2026 has it, and what answers the same here:

- the text of a citation on a date (`lookup_citation`, `get_cfr_content`): `read`, also of annual
  editions, PDFs and scans, paragraph by paragraph; what is doubtful is said;
- a table of contents (`browse_structure`, `get_cfr_structure`, `list_sections_in_part`): `contents`
  and `editions`;
- two texts (`compare_versions`: a diff of the lines of one section; two texts side by side):
  `compare`, of a part, a section or a paragraph; moves, splits and renumbering are followed, words
  marked, each change weighed;
- when a section changed (`what_changed`, `get_version_history`, `find_recent_changes`): `history`,
  what became of each paragraph in each edition;
- the rules behind it (`what_changed`): `rules`, those that were fetched;
- full text (`search_regulations`, `search_cfr`, `where_does_term_appear`): `search`, with the
  operators of the field, of any date, and with the hits by part;
- agencies and their titles, corrections (`list_agencies`, `get_corrections`): not offered, neither
  stands in an edition.

Neither has `citations` (who refers to a paragraph, and whether a reference leads anywhere) nor
`left_behind` (names replaced somewhere and still standing elsewhere).

Here every item names its cite and its edition, an answer has a limit, says what it leaves out and
how to get it, and "not in the library" where that is so, with the command that fetches it.
"""

from cfrdiff.assistants.answers import Answer, Item
from cfrdiff.assistants.server import made_server

__all__ = ["Answer", "Item", "made_server"]
