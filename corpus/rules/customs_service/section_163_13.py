"""§ 163.13 Denial and removal of program certification; appeal procedures.

19 CFR part 163, edition 19-cfr-163-customs-service.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AppealFacts as Facts

EDITION: Final = "19-cfr-163-customs-service"


@rules.rule(
    "163.13(a)",
    edition=EDITION,
    digest="b1021deef1b04c86",
    kind="discretion",
    bearer="Customs",
    question="May the decision be appealed?",
)
def paragraph_a(customs: Facts) -> rules.Discretion:
    """§ 163.13(a) General.

    Customs may take, and applicants and participants may appeal and obtain
    administrative review of, the following decisions regarding the

    - discretion of Customs: may take
    - permission of applicants and participants: may appeal and obtain administrative …
    """
    # The file breaks off before it says which decisions.
    return rules.known(customs, "decision_is_listed")
