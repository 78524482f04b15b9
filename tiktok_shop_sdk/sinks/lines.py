"""Recognises the lines of the log that need no meaning, so that they are checked without building their values.

A line of this form is a JSON object for certain, and its only field of each name that the chain looks at:
printable ASCII without an escape in its strings, whole numbers, one level of mappings. Every other line is read
as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..core.audit import OUTCOMES, VERSION

_STRING = '"[ !#-\\[\\]-~]*+"'
_VALUE = f"(?:{_STRING}|0|-?[1-9][0-9]*+)"
_MAPPING = f"\\{{(?:{_STRING}:{_VALUE}(?:,{_STRING}:{_VALUE})*+)?\\}}"
_FIELD = f',"(?!(?:v|seq|time|kind|id|cause|outcome|detail)")[a-z_]++":(?:{_VALUE}|{_MAPPING})'
_SEQ = "[1-9][0-9]{0,17}"
_OTHERS = "intent|refusal|pause|refresh|purge"  # what is missing here says something about streams, and is read


def plain(stream: str) -> Callable[[bytes], re.Match[bytes] | None]:
    """Return what matches a plain line: with groups `seq`, `time`, and `cause` (a seq) of an outcome or else `kind`."""
    name = f'","id":"{stream}-(?P=seq)"'
    outcome = f'outcome{name},"cause":"{stream}-(?P<cause>{_SEQ})","outcome":"(?:{"|".join(sorted(OUTCOMES))})"'
    place = f'\\{{"v":{VERSION},"seq":(?P<seq>{_SEQ}),"time":"(?P<time>[0-9T:.Z-]{{30}})","kind":"'
    pattern = f"{place}(?:{outcome}|(?P<kind>{_OTHERS}){name})(?:{_FIELD})*+\\}}"
    return re.compile(pattern.encode("ascii")).fullmatch
