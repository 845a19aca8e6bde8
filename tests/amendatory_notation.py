"""Orders in a short notation, as the table of amendatory sentences has them."""

from __future__ import annotations

from cfrdiff.instructions.model import (
    Add,
    AddDivision,
    AddSentences,
    Designate,
    Order,
    Redesignate,
    Remove,
    Revise,
    ReviseBlocks,
    Substitute,
    Target,
)


def notation(orders: list[Order]) -> str:
    """``revise 12.3(a) [text]; remove 12.4 and reserve``."""
    return "; ".join(map(_order, orders))


def _order(order: Order) -> str:
    match order:
        case Revise(target):
            return f"revise {_target(target)}"
        case Add(target, _, within, reserved):
            into = f" into {within}" if within else ""
            return f"add {_target(target)}{into}{' reserved' if reserved else ''}"
        case Remove(target, reserve):
            return f"remove {_target(target)}{' and reserve' if reserve else ''}"
        case AddSentences(target, side):
            return f"add sentences at the {side} of {_target(target)}"
        case Redesignate(moves):
            pairs = (f"{_target(old)} as {_target(new)}" for old, new in moves)
            return f"redesignate {', '.join(pairs)}"
        case Substitute(targets, before, after, everywhere, _, at):
            where = ", ".join(map(_target, targets))
            end = f" at the {at}" if at else ""
            every = " everywhere" if everywhere else ""
            return f"“{before}” → “{after}” in {where}{end}{every}"
        case AddDivision(to):
            return f"add {to.name}"
        case Designate(targets, to):
            return f"designate {', '.join(map(_target, targets))} as {to.name}"
        case ReviseBlocks(place):
            return f"revise {place.unit} of {place.home}"
    raise AssertionError(f"no notation for {order!r}")


def _target(target: Target) -> str:
    parts = [target.name]
    if target.through:
        parts.append(f"through {target.through}")
    if target.term:
        parts.append(f"“{target.term}”")
    if target.scope != "whole":
        parts.append(f"[{target.scope}]")
    if target.sentences:
        parts.append(f"sentences {', '.join(map(str, target.sentences))}")
    return " ".join(parts)
