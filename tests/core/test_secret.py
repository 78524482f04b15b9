"""A secret stays one, however it is asked."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable
from typing import Any

import pytest
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
    "dir": lambda secret: repr([getattr(secret, n) for n in dir(secret) if n != "reveal" and "text" not in n]),
    "error": lambda secret: "".join(traceback.format_exception(ValueError(secret))),
    "hash": hash,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_secret_does_not_show_itself(way: str) -> None:
    assert TEXT not in str(WAYS[way](Secret(TEXT)))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_not_pickled_not_even_inside_a_model(protocol: int) -> None:
    for holder in (Secret(TEXT), Holder(cipher=Secret(TEXT)), Account(Secret(TEXT))):
        with pytest.raises(TypeError, match="not pickled") as refused:
            pickle.dumps(holder, protocol)
        assert TEXT not in str(refused.value)


@pytest.mark.parametrize("way", [json.dumps, bytes, list, len, vars, iter, lambda s: s + "", lambda s: s[0]])
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
