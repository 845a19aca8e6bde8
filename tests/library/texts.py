"""Small editions, made up, whose every answer can be told by reading them."""

from __future__ import annotations

from cfrdiff.library import Incoming, Origin

BEFORE = {
    "100": """§ 100.1 Definitions.

(a) Collector means the Director of the Miami regulatory audit field office.

(b) Records are kept for five years, see § 200.2(a) of this chapter and § 100.9.

§ 100.2 Applications.

(a) The Miami regulatory audit field office reviews each application (see §§ 100.1 through 100.4).

(b) Exporters and importers file with the Miami regulatory audit field office.

[10 FR 100, Jan. 2, 1999]
""",
    "200": """§ 200.1 Purpose.

(a) This part says where to file.

§ 200.2 Where to file.

(a) Prior disclosures are filed with the Miami regulatory audit field office under § 100.2(b).

(b) Others are filed as 12 CFR 3.4 requires, and as paragraph (a) of this section says.

[10 FR 100, Jan. 2, 1999]
""",
}
AFTER = {
    "100": BEFORE["100"]
    .replace("The Miami", "The Charlotte")
    .replace("with the Miami", "with the Charlotte")
    .replace("five years", "six years"),
    "200": BEFORE["200"].replace("12 CFR 3.4", "12 CFR 3.5"),
}


def incoming(part: str, text: str, day: str) -> Incoming:
    return Incoming(
        name=f"{part}.txt",
        data=text.encode(),
        origin=Origin(f"made:{part}/{day}", "2026-01-02T03:04:05Z"),
        title=19,
        as_of=day,
    )


def editions() -> list[Incoming]:
    return [
        incoming(part, text, day)
        for texts, day in ((BEFORE, "2018-04-01"), (AFTER, "2019-04-01"))
        for part, text in texts.items()
    ]
