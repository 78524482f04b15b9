"""The error codes are those of the platform's pages, no more and no less, and each says what to do next."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.facts.families import FAMILIES
from tiktok_shop_sdk import errors
from tiktok_shop_sdk.core.error_codes import AT_THE_GATEWAY
from tiktok_shop_sdk.core.error_codes.business import CODES
from tiktok_shop_sdk.core.error_codes.gateway import GATEWAY, TOLD_APART
from tiktok_shop_sdk.core.error_codes.kinds import BUSINESS
from tiktok_shop_sdk.core.error_codes.particular import PARTICULAR
from tiktok_shop_sdk.core.error_codes.subjects import SUBJECTS
from tiktok_shop_sdk.resources import find_operation

KNOWN = {known.code: known for known in errors.every_code()}
CORE_OF_AN_ERP = {"products", "global_products", "orders", "fulfillment", "returns", "logistics", "finance"}
CHINESE = re.compile("[\u4e00-\u9fff]")
# How the facts put it, and how we do.
AGAIN = {
    False: "never",
    True: "later",
    "after_hour_reset": "next_hour",
    "next_day": "next_day",
    "after_refresh": "after_refresh",
    "by_message": "by_message",
}
# Two classes of the facts say where a code was seen; ours say what it means.
RENAMED = {
    "seen_in_support_index": "token_not_accepted",
    "unknown_seen_in_public_integrations": "parameter_refused",
}


@cache
def facts() -> Any:
    text = (Path(__file__).parents[1] / "facts" / "errors.yaml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def as_told(entry: dict[str, Any]) -> tuple[str, str]:
    return RENAMED.get(entry["class"], entry["class"]), AGAIN[entry["retryable"]]


def test_every_code_of_the_facts_is_known_by_class_and_retryability_and_no_other() -> None:
    told = {entry["code"]: as_told(entry) for entry in (*facts()["gateway"], *facts()["business"])}
    assert {code: (known.kind, known.again) for code, known in KNOWN.items()} == told
    assert len(facts()["gateway"]) == 30 and len(facts()["business"]) == 850


def test_the_gateways_codes_are_those_of_the_gateway() -> None:
    assert set(GATEWAY) == {entry["code"] for entry in facts()["gateway"]}
    assert {code for code, known in KNOWN.items() if known.family == AT_THE_GATEWAY} == set(GATEWAY)


def test_a_business_code_stands_with_a_family_that_answers_with_it() -> None:
    for entry in facts()["business"]:
        answering = {FAMILIES[operation.partition(".")[0]] for operation in entry["operations"]}
        assert KNOWN[entry["code"]].family in answering | {AT_THE_GATEWAY}, entry


def test_every_code_is_listed_once() -> None:
    listed = Counter(code for kinds in CODES.values() for codes in kinds.values() for code in codes)
    listed.update(list(GATEWAY))
    assert [code for code, times in listed.items() if times > 1] == []
    assert len(errors.every_code()) == len(KNOWN) == 873


def test_words_are_given_to_listed_codes_and_families_only() -> None:
    assert set(PARTICULAR) <= {code for kinds in CODES.values() for codes in kinds.values() for code in codes}
    assert set(SUBJECTS) == set(CODES)
    assert {kind for kinds in CODES.values() for kind in kinds} == set(BUSINESS)


def test_every_code_says_what_it_means_and_what_to_do_next_in_english_and_chinese() -> None:
    for known in KNOWN.values():
        english, chinese = (known.meaning, known.next_step), (known.meaning_zh, known.next_step_zh)
        assert all(text.isascii() for text in english), known
        assert all(CHINESE.search(text) for text in chinese), known
        assert not known.meaning.endswith(".") and known.next_step.endswith("."), known
        assert not known.meaning_zh.endswith("。") and known.next_step_zh.endswith("。"), known
        assert not re.search("[{}]", "".join(english + chinese)), known
        assert known.next_step not in (errors.ShopError.next_step, errors.ApiError.next_step), known


def test_no_code_of_the_erp_core_is_left_without_words() -> None:
    core = {
        entry["code"]
        for entry in facts()["business"]
        if any(FAMILIES[operation.partition(".")[0]] in CORE_OF_AN_ERP for operation in entry["operations"])
    }
    assert len(core) == 615
    assert all(KNOWN[code].next_step and KNOWN[code].next_step_zh for code in core)


def test_operations_that_the_words_name_exist() -> None:
    words = " ".join(
        word
        for known in KNOWN.values()
        for word in (known.next_step, *re.findall(r"[a-z_]+\.[a-z_]+", known.next_step_zh))
    )
    words += " ".join(kind.english[1] for _, kind in TOLD_APART)
    named = set(re.findall(rf"\b(?:{'|'.join(FAMILIES.values())})\.[a-z_]+", words))
    assert "logistics.list_warehouses" in named and len(named) > 20
    assert [name for name in named if find_operation(name) is None] == []


def test_both_languages_name_the_same_operations() -> None:
    def named(text: str) -> list[str]:
        return sorted(re.findall(rf"\b(?:{'|'.join(FAMILIES.values())})\.[a-z_]+", text))

    for known in KNOWN.values():
        assert named(known.next_step) == named(known.next_step_zh), known.code


def test_what_passes_by_itself_is_retryable_and_becomes_an_error_that_says_so() -> None:
    for known in KNOWN.values():
        assert known.retryable == (known.again in ("later", "next_hour", "next_day"))
        waits = issubclass(known.error, (errors.ServerError, errors.Throttled, errors.AllowanceUsedUp))
        assert known.retryable == waits, known.code
    internal = {entry["code"] for entry in facts()["business"] if entry["class"] == "internal"}
    assert len(internal) == 44
    assert all(KNOWN[code].error is errors.ServerError for code in internal)


def test_a_code_is_explained_and_an_unknown_one_is_not() -> None:
    known = errors.explain(12052097)
    assert known is not None
    assert (known.kind, known.family, known.has_own_words) == ("not_found", "products", True)
    assert known.next_step == "Read the shop's warehouses (`logistics.list_warehouses`) and use their ids."
    general = errors.explain(12052048)
    assert general is not None and not general.has_own_words
    assert general.meaning == "the product is not in a state that allows this call"
    assert errors.explain(12345) is None
    assert pickle.loads(pickle.dumps(known)) == known  # noqa: S301 - our own
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = errors.nothing


@pytest.mark.parametrize("page", ["errors.md", "errors.zh-CN.md"])
def test_the_page_on_errors_names_every_error_and_every_class(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    written = set(re.findall(r"\w+", text))
    raised = {
        name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.ShopError)
    }
    assert raised <= written
    assert {*BUSINESS, *(kind.name for _, kind in TOLD_APART)} <= written
