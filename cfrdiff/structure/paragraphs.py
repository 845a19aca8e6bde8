"""One section's body → its paragraphs in the order of print."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from cfrdiff.model import Designation, Finding, Paragraph, Partial, Path, Repair
from cfrdiff.structure.designations import Token, italic_end, tail_of
from cfrdiff.structure.explanations import spoken_level
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.structure.paths import Span, Taken, decide, name_paths, path_before
from cfrdiff.structure.sequence import oddities
from cfrdiff.structure.solver import Choice, Tail
from cfrdiff.structure.undesignated import Surroundings, is_remark
from cfrdiff.text import RunningText

# A rival reading closer than this (in the solver's log odds) is told to the reader.
_CLOSE = 1.0
# From this cost of leaving it on, a label stands where designations do.
_STANDS = 1.0
# From this one on, a printed paragraph begins with it.
_BEGINS = 6.0


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """A paragraph before it is measured: stretches of text behind an optional designation."""

    taken: Taken | None
    path: Path
    spans: tuple[Span, ...]
    inferred: bool
    partial: Partial | None
    doubtful: bool = False  # text without a designation that could stand elsewhere


class Body(msgspec.Struct, frozen=True):
    """The paragraphs of a section, flat, and what is to be said about them."""

    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def read_body(
    running: RunningText,
    spans: Sequence[Span],
    section: str | None,
    head_missing: bool,
    ends_file: bool,
) -> Body:
    """Read the body of one section.

    `spans` are its stretches of the running text. `head_missing` says that the file lacks the
    section's beginning, `ends_file` that nothing comes after it in the file.
    """
    tokens, choices = decide(running, spans, head_missing)
    taken = name_paths(tokens, choices)
    findings = _passed_over(running, tokens, choices, section)
    findings += oddities(taken, section, head_missing)
    pieces = _pieces(running, spans, taken, head_missing)
    if ends_file and pieces and _breaks_off(running, pieces[-1]):
        pieces[-1] = msgspec.structs.replace(pieces[-1], partial="tail-missing")
    paragraphs: list[Paragraph] = []
    designated = False
    for i, piece in enumerate(pieces):
        follows = i + 1 < len(pieces) and _stands_under(pieces[i + 1], piece)
        paragraph = _measure(running, piece, follows)
        paragraphs.append(paragraph)
        designated = designated or piece.taken is not None
        findings += _findings(piece, paragraph, section, designated)
    return Body(tuple(paragraphs), tuple(findings))


def _stands_under(following: _Piece, piece: _Piece) -> bool:
    if following.taken is None:
        return following.path == piece.path and not following.doubtful
    return len(following.path) > len(piece.path)


def _passed_over(
    running: RunningText, tokens: Sequence[Token], choices: Sequence[Choice], section: str | None
) -> list[Finding]:
    """Labels taken for text inside a sentence although they stand as designations do, or
    begin a printed paragraph.
    """
    return [
        Finding(
            "passed-over",
            "warning",
            f"({token.label}) is taken for text inside a sentence; it could be"
            f" {spoken_level(choice.rival)}",
            section=section,
            line=running.line_at(token.start).line.number,
        )
        for token, choice in zip(tokens, choices, strict=True)
        if choice.stack is None
        and (
            token.candidate.leave >= _BEGINS
            or (choice.margin < _CLOSE and token.candidate.leave >= _STANDS)
        )
    ]


def _pieces(
    running: RunningText, spans: Sequence[Span], taken: Sequence[Taken], head_missing: bool
) -> list[_Piece]:
    """Cut the body at its designations, and undesignated text where print begins anew."""
    pieces: list[_Piece] = []
    around = Surroundings(running)
    marks = iter(taken)
    mark = next(marks, None)
    for start, end in spans:
        at = start
        while at < end:
            stop = mark.token.start if mark and mark.token.start < end else end
            if at < stop:
                _add_plain(running, (at, stop), pieces, taken, head_missing, around)
            if mark is None or stop == end:
                break
            after = mark.token.end
            pieces.append(_Piece(mark, mark.path, ((after, after),), not mark.known, None))
            following = next(marks, None)
            limit = following.token.start if following and following.token.start < end else end
            first_end = _paragraph_end(running, after, limit)
            pieces[-1] = msgspec.structs.replace(pieces[-1], spans=((after, first_end),))
            around.add(mark.path, _trimmed(running, after, first_end), True)
            at, mark = first_end, following
    return pieces


def _paragraph_end(running: RunningText, start: int, limit: int) -> int:
    found = running.text.find("\n", start, limit)
    return limit if found < 0 else found


def _add_plain(
    running: RunningText,
    span: Span,
    pieces: list[_Piece],
    taken: Sequence[Taken],
    head_missing: bool,
    around: Surroundings,
) -> None:
    """Text without a designation: the end of the paragraph before, cut by a page, or its own."""
    text = running.text
    at = span[0]
    while at < span[1]:
        end = _paragraph_end(running, at, span[1])
        piece = text[at:end]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            last = pieces[-1] if pieces else None
            if last is not None and _goes_on(running, last, begin, piece.strip()):
                pieces[-1] = msgspec.structs.replace(last, spans=(*last.spans, (begin, end)))
            elif last is None and head_missing:
                path = path_before(taken)
                pieces.append(_Piece(None, path, ((begin, end),), bool(path), "head-missing"))
            else:
                path, doubtful = around.place((begin, end))
                pieces.append(_Piece(None, path, ((begin, end),), bool(path), None, doubtful))
            whole = _trimmed(running, pieces[-1].spans[0][0], end)
            around.add(pieces[-1].path, whole, pieces[-1].taken is not None)
        at = end + 1


def _trimmed(running: RunningText, start: int, end: int) -> Span:
    """A stretch without the white space at its ends."""
    while start < end and running.text[start].isspace():
        start += 1
    while end > start and running.text[end - 1].isspace():
        end -= 1
    return start, end


def _goes_on(running: RunningText, last: _Piece, begin: int, piece: str) -> bool:
    """Whether undesignated text continues the paragraph before.

    It does where the sentence before is unfinished, where this begins in the middle of one,
    and where a page ends between it and a designated paragraph: a section that designates its
    paragraphs rarely has one without just there.
    """
    before = "".join(running.text[a:b] for a, b in last.spans[-1:]).strip()
    if not before:
        return True
    if last.taken is None and is_remark(before):
        return False
    if tail_of(before) is Tail.OPEN:
        return True
    if last.taken is not None and running.page_ends_between(last.spans[-1][1], begin):
        return True
    return piece[:1].islower() and tail_of(before) is not Tail.INTRO


def _breaks_off(running: RunningText, piece: _Piece) -> bool:
    text = running.text[piece.spans[-1][0] : piece.spans[-1][1]].strip()
    return text.endswith(",") or (bool(text) and tail_of(text) is Tail.OPEN and text[-1] != "]")


def _measure(running: RunningText, piece: _Piece, follows: bool) -> Paragraph:
    """Cut the heading off, collect evidence and repairs."""
    text, offsets = _text(running, piece.spans)
    begin = piece.spans[0][0]
    split = 0
    if piece.taken is not None:
        italic = italic_end(running, begin, len(text))
        split = heading_end(text, follows, italic)
    heading = text[:split].strip() or None
    lead = len(text[split:]) - len(text[split:].lstrip())
    body_at = split + lead
    repairs = _repairs(running, piece.spans, offsets, split, body_at)
    if piece.taken is not None and piece.taken.mended:
        token = piece.taken.token
        before = running.text[token.start : token.end]
        after = f"({piece.path[-1]})"
        repairs = (Repair("ocr", before, after, 0, "sequence", "designation"), *repairs)
    start = piece.taken.token.start if piece.taken else begin
    stretches = ((start, piece.spans[0][1]), *piece.spans[1:])
    evidence = tuple(item for a, b in stretches for item in running.evidence(a, b))
    through = piece.taken.token.through if piece.taken else None
    printed = str(Designation(piece.path)) if piece.taken or piece.partial else ""
    return Paragraph(
        designation=f"{printed}–({through})" if through else printed,
        path=piece.path,
        heading=heading,
        text=text[body_at:],
        inferred=piece.inferred,
        partial=piece.partial,
        evidence=evidence,
        repairs=repairs,
        confidence=_confidence(piece),
    )


def _text(running: RunningText, spans: Sequence[Span]) -> tuple[str, list[tuple[int, int]]]:
    """One line of text, and for each stretch (offset in the running text, offset in it)."""
    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    length = 0
    for start, end in spans:
        raw = running.text[start:end]
        body = raw.strip()
        if not body:
            continue
        if parts:
            parts.append(" ")
            length += 1
        offsets.append((start + len(raw) - len(raw.lstrip()), length))
        parts.append(body)
        length += len(body)
    return "".join(parts), offsets


def _repairs(
    running: RunningText,
    spans: Sequence[Span],
    offsets: list[tuple[int, int]],
    heading: int,
    body_at: int,
) -> tuple[Repair, ...]:
    found: list[Repair] = []
    for i, (start, at) in enumerate(offsets):
        if i:
            before = running.text[max(0, start - 60) : start].rstrip()[-40:].rsplit(" ", 1)[-1]
            after = running.text[start : start + 40].split(" ", 1)[0]
            where = at - 1 - len(before)
            found.append(
                _repair(
                    "break",
                    f"{before}\n\n{after}",
                    f"{before} {after}",
                    where,
                    "page",
                    heading,
                    body_at,
                )
            )
        end = next(b for a, b in spans if a <= start < b)
        found += [
            _repair(
                join.kind,
                join.before,
                join.after,
                join.at - start + at,
                join.basis,
                heading,
                body_at,
            )
            for join in running.joins_in(start, end)
        ]
    return tuple(sorted(found, key=lambda repair: (repair.field == "text", repair.at)))


def _repair(
    kind: str, before: str, after: str, at: int, basis: str, heading: int, body_at: int
) -> Repair:
    if at < heading:
        return Repair(kind, before, after, at, basis, "heading")
    return Repair(kind, before, after, max(at - body_at, 0), basis)


def _confidence(piece: _Piece) -> float:
    if piece.taken is None:
        return 0.5 if piece.inferred else 1.0
    return round(1 / (1 + math.exp(-min(piece.taken.margin, 50.0))), 4)


def _findings(
    piece: _Piece, paragraph: Paragraph, section: str | None, after_designated: bool
) -> list[Finding]:
    found: list[Finding] = []
    where = {
        "section": section,
        "designation": paragraph.designation or None,
        "line": paragraph.evidence[0].line if paragraph.evidence else None,
    }

    def say(code: str, message: str) -> None:
        found.append(Finding(code, "warning", message, **where))  # type: ignore[arg-type]

    if piece.taken is not None and piece.taken.margin < _CLOSE:
        other = spoken_level(piece.taken.rival)
        say("ambiguous-designation", f"{paragraph.designation} could also be {other}")
    if piece.taken is not None and not piece.taken.known:
        say("ancestor-unknown", "the file does not hold the paragraph this one stands under")
    if piece.partial == "head-missing":
        said = f"taken for {paragraph.designation} or a paragraph under it"
        say(
            "head-missing",
            f"the paragraph begins before the file does; {said}"
            if paragraph.designation
            else "the paragraph begins before the file does",
        )
    elif piece.taken is None and piece.doubtful:
        owner = str(Designation(piece.path))
        say("flush-text", f"text without a designation after a list; taken as part of {owner}")
    elif piece.taken is None and after_designated:
        owner = str(Designation(piece.path))
        where["designation"] = owner or None
        message = "text without a designation stands among designated paragraphs"
        if owner:
            message = f"text without a designation; taken as part of {owner}"
        found.append(Finding("undesignated-text", "note", message, **where))  # type: ignore[arg-type]
    if piece.partial == "tail-missing":
        say("tail-missing", "the file ends inside this paragraph")
    return found
