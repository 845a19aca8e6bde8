"""The change benchmark: pairs of editions whose differences are known, and what the program says.

The truth never comes from the program. On the gold pairs it is computed from the two trees by
label (`by_label`); on generated amendments (`amendments`) it comes from the operations that made
them (`truth`); edits are scored against labels given by hand (`edits`). `score` compares, `table`
prints. Run ``python tests/accuracy/changes``.
"""
