"""The side door for tests and demos: read the referee's report, list arrivals, script trouble."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .exchange import JSON_HEADERS, Incoming, Outgoing, encode
from .referee import Referee
from .trouble import BadTrouble, Script

PREFIX = "/_sandbox/"


def answer_control(call: Incoming, referee: Referee, script: Script) -> Outgoing:
    """`GET report`, `GET arrivals` and `POST script` with `{"fail": "429@+1"}` (or a list of specs)."""
    match (call.method, call.path.removeprefix(PREFIX)):
        case ("GET", "report"):
            return _json(200, {**referee.report(), "calls": script.calls, "token_calls": script.tokens})
        case ("GET", "arrivals"):
            return _json(200, {"arrivals": [asdict(arrival) for arrival in referee.arrivals]})
        case ("POST", "script"):
            return _script(call.body, script)
    return _json(404, {"error": "GET /_sandbox/report, GET /_sandbox/arrivals or POST /_sandbox/script"})


def _script(body: bytes, script: Script) -> Outgoing:
    try:
        asked = json.loads(body)["fail"]
        specs = asked if isinstance(asked, str) else [str(one) for one in asked]
        added = script.add(specs)
    except BadTrouble as bad:
        return _json(400, {"error": str(bad)})
    except (ValueError, TypeError, KeyError):
        return _json(400, {"error": 'the body must be a JSON object like {"fail": "429@+1"}'})
    return _json(200, {"added": [asdict(trouble) for trouble in added], "calls": script.calls})


def _json(status: int, value: Any) -> Outgoing:
    return Outgoing(status, JSON_HEADERS, encode(value))
