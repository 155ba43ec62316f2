"""From meanings to TIMEX3 values: what "April", "Friday" or "two days later" is, given what came before.

In:  a `Meaning`, and a `Context`: the day of writing, the register, the date mentioned last.
Out: a value as in TIMEX3, or None where the words turn out to be no time; the context is moved on.
"""

from __future__ import annotations

from sayso.dating.context import Context
from sayso.dating.meaning import Meaning, length
from sayso.dating.points import pointed
from sayso.dating.shifts import shifted


def resolve(m: Meaning, context: Context) -> str | None:
    """The value of a meaning in its context."""
    if m.kind == "duration":
        return m.literal
    if m.kind == "ref":
        return m.literal
    if m.kind == "set":
        return _set(m, context)
    value = shifted(m, context) if m.kind == "shift" else pointed(m, context)
    return None if value is None else value + _time(m)


def _time(m: Meaning) -> str:
    if m.clock:
        return f"T{m.clock[0]:02}:{m.clock[1]:02}"
    return f"T{m.part}" if m.part else ""


def _set(m: Meaning, context: Context) -> str:
    if m.literal.startswith("T"):
        return "XXXX-XX-XX" + m.literal
    if m.literal:
        return m.literal
    if context.narrative and m.amount == 1:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(m.unit, length(1, m.unit))
    return length(m.amount, m.unit)
