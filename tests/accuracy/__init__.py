"""The accuracy benchmark: gold sections given to the reader in many ways, and what came back.

One module a step: `gold` loads the sections whose structure is known, `text_layouts`, `pages` and
`scans` print them, `ways` names the ways of printing, `measure` compares what was read with the
gold, `table` prints the outcome. Run `python -m accuracy` from the tests folder.
"""
