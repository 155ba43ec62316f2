"""A case for other tools: JSON first.

In:  a `Snapshot`.
Out: bytes in a format that `FORMATS` names.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.export.json import claim_object, failure_object, to_json
from sayso.model import Snapshot

FORMATS: dict[str, Callable[[Snapshot], bytes]] = {"json": to_json}

__all__ = ["FORMATS", "claim_object", "failure_object", "to_json"]
