"""A secret stays one, however it is asked."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import logging
import pickle
import pprint
import string
import traceback
import weakref
from collections.abc import Callable
from typing import Any

import pytest
import rich.pretty
from pydantic import BaseModel, TypeAdapter, ValidationError

from tiktok_shop_sdk.core.secret import Secret

TEXT = "TTP_exampleCipherAAAA0000"


class Holder(BaseModel):
    cipher: Secret


@dataclasses.dataclass
class Account:
    secret: Secret


WAYS: dict[str, Callable[[Secret], Any]] = {
    "repr": repr,
    "str": str,
    "format": lambda secret: f"{secret} {secret!s} {secret!r} {secret:>40} {secret:.3}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031
    "str.format": lambda secret: "{} {0!r}".replace("{}", "{0}").format(secret),
    "in a container": lambda secret: repr([secret, {"a": secret}, (secret,)]),
    "pprint": pprint.pformat,
    "dataclass": lambda secret: repr(Account(secret)),
    "asdict": lambda secret: repr(dataclasses.asdict(Account(secret))),
    "copy": lambda secret: repr(copy.copy(secret)),
    "deepcopy": lambda secret: repr(copy.deepcopy({"a": [secret]})),
    "model": lambda secret: repr(Holder(cipher=secret)),
    "model_dump": lambda secret: repr(Holder(cipher=secret).model_dump()),
    "model_dump_json": lambda secret: Holder(cipher=secret).model_dump_json(),
    "dir": lambda secret: repr([getattr(secret, name) for name in dir(secret) if name != "reveal"]),
    "members": inspect.getmembers,
    "slots": lambda secret: repr([getattr(secret, f"_Secret{name}") for name in Secret.__slots__]),
    "attributes in a format": lambda secret: "".join("{0.%s}" % name for name in dir(secret)).format(secret),  # noqa: UP031
    "template": lambda secret: string.Template("$secret").substitute(secret=secret),
    "json with default": lambda secret: json.dumps([secret], default=str),
    "json of slots": lambda secret: json.dumps(
        [secret], default=lambda it: {name: repr(getattr(it, name)) for name in dir(it)}
    ),
    "log record": lambda secret: logging.LogRecord("a", 20, "b", 1, "%s %r", (secret, {"a": secret}), None).__dict__,
    "log message": lambda secret: logging.LogRecord("a", 20, "b", 1, "%s %r", (secret, [secret]), None).getMessage(),
    "locals of a frame": lambda secret: "".join(
        traceback.StackSummary.extract(traceback.walk_stack(inspect.currentframe()), capture_locals=True).format()
    ),
    "rich": rich.pretty.pretty_repr,
    "model_dump of a dict": lambda secret: TypeAdapter(dict[str, Any]).dump_json({"a": secret}, fallback=str),
    "adapter": lambda secret: TypeAdapter(Secret).dump_json(secret),
    "json schema": lambda secret: repr(Holder(cipher=secret).model_json_schema(mode="serialization")),
    "error": lambda secret: "".join(traceback.format_exception(ValueError(secret))),
    "hash": lambda secret: TEXT if hash(secret) == hash(TEXT) else "",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_secret_does_not_show_itself(way: str) -> None:
    assert TEXT not in str(WAYS[way](Secret(TEXT)))


def test_a_secret_says_what_it_is() -> None:
    assert repr(Secret(TEXT)) == str(Secret(TEXT)) == f"{Secret(TEXT):>40}" == "<secret>"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_not_pickled_not_even_inside_a_model(protocol: int) -> None:
    for holder in (Secret(TEXT), Holder(cipher=Secret(TEXT)), Account(Secret(TEXT))):
        with pytest.raises(TypeError, match="not pickled") as refused:
            pickle.dumps(holder, protocol)
        assert TEXT not in str(refused.value)


@pytest.mark.parametrize(
    "way",
    [
        json.dumps,
        bytes,
        memoryview,
        list,
        len,
        vars,
        iter,
        sorted,
        weakref.ref,
        "".join,
        lambda s: s + "",
        lambda s: s[0],
        lambda s: "T" in s,
        lambda s: s < s,
        lambda s: s.__getstate__(),
        lambda s: s.__reduce__(),
    ],
)
def test_a_secret_is_neither_a_text_nor_a_list(way: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError) as refused:
        way(Secret(TEXT))
    assert TEXT not in str(refused.value)


def test_a_log_line_shows_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("anyone").warning("with %s and %r", Secret(TEXT), {"a": Secret(TEXT)})
    assert TEXT not in caplog.text
    assert "<secret>" in caplog.text


def test_a_wrong_value_for_a_secret_is_named_without_its_text() -> None:
    class Quiet(BaseModel, hide_input_in_errors=True):
        cipher: Secret

    with pytest.raises(ValidationError) as refused:
        Quiet.model_validate({"cipher": [TEXT]})
    assert TEXT not in str(refused.value)


def test_reveal_is_the_one_way_to_read_it() -> None:
    assert Secret(TEXT).reveal() == TEXT
    assert Holder.model_validate_json(json.dumps({"cipher": TEXT})).cipher.reveal() == TEXT
    assert TypeAdapter(Secret).validate_python(TEXT) == Secret(TEXT)


def test_secrets_compare_by_their_text_and_an_empty_one_is_false() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1
    assert not Secret("") and Secret("a")
