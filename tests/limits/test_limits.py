"""The numbers, and which of them are looser than which."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from tiktok_shop_sdk.core.limits import Limits, Window
from tiktok_shop_sdk.errors import DeclarationError

ARTICLES = Limits.articles_2024_07()


def test_the_profile_of_2024_07_holds_the_published_numbers() -> None:
    assert ARTICLES.windows("product") == (Window("product", 120, 60.0),)
    assert ARTICLES.windows("order") == (Window("order", 3000, 3600.0),)
    assert (ARTICLES.pace, ARTICLES.pace_cap, ARTICLES.backoff_base, ARTICLES.backoff_cap) == (0.5, 60, 1, 60)
    assert (ARTICLES.jitter, ARTICLES.tries, ARTICLES.pause_cap) == (0.5, 5, 3600)
    assert ARTICLES.hold == 90.0
    with pytest.raises(FrozenInstanceError):
        ARTICLES.pace = 0.1


def test_an_operation_of_neither_class_needs_both_windows_and_a_token_call_none() -> None:
    assert ARTICLES.windows("both") == (*ARTICLES.windows("product"), *ARTICLES.windows("order"))
    assert ARTICLES.windows("none") == ()


def test_counted_per_shop_each_shop_has_its_own_windows() -> None:
    per_shop = Limits.articles_2024_07(counted_per="shop")
    assert [window.name for window in per_shop.windows("both", "s1")] == ["product:s1", "order:s1"]
    assert per_shop.windows("product", "s1") != per_shop.windows("product", "s2")
    assert ARTICLES.windows("product", "s1") == ARTICLES.windows("product", "s2")


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ({}, []),
        ({"pace": 1.0, "tries": 3, "grace": 90.0, "attempt_timeout": 5.0}, []),
        ({"product": Window("product", 60, 30.0)}, []),  # 60 in 30 s are at most 120 in 60 s
        ({"product": Window("product", 60, 120.0)}, []),
        ({"product": Window("product", 121, 60.0)}, ["product.limit"]),
        ({"product": Window("product", 121, 240.0)}, ["product.limit"]),
        ({"product": Window("product", 61, 30.0)}, ["product.period"]),
        ({"product": Window("product", 120, 30.0)}, ["product.period"]),
        (
            {"product": Window("product", 121, 60.0), "order": Window("order", 3001, 60.0)},
            ["product.limit", "order.limit", "order.period"],
        ),
        ({"pace": 0.1, "drift": 0.0}, ["pace", "drift"]),
        ({"pace_cap": 1.0, "pause_cap": 1.0, "grace": 0.0}, ["pace_cap", "grace", "pause_cap"]),
        ({"backoff_base": 0.1, "backoff_cap": 1.0, "jitter": 0.0}, ["backoff_base", "backoff_cap", "jitter"]),
        ({"tries": 6, "counted_per": "shop"}, ["tries", "counted_per"]),
        ({"paced_from": "answer"}, []),
    ],
)
def test_each_looser_number_is_named(numbers: dict[str, Any], named: list[str]) -> None:
    assert Limits.articles_2024_07(**numbers).looser_than(ARTICLES) == named


def test_paced_from_the_answer_every_call_needs_a_place_in_a_window_of_one_too() -> None:
    strict = Limits.articles_2024_07(paced_from="answer")
    assert strict.windows("none") == (Window("pace", 1, 0.5),)
    assert [window.name for window in strict.windows("both")] == ["product", "order", "pace"]
    assert Limits(paced_from="answer", pace=0.0).windows("none") == ()
    assert ARTICLES.looser_than(strict) == ["paced_from"]


@pytest.mark.parametrize("wrong", [{"paced_from": "arrival"}, {"counted_per": "app"}])
def test_a_word_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DeclarationError, match="paced_from"):
        Limits(**wrong)


@pytest.mark.parametrize("number", [-0.1, math.nan, math.inf])
def test_numbers_that_make_no_sense_are_refused(number: float) -> None:
    with pytest.raises(DeclarationError, match="pace"):
        Limits(pace=number)
    with pytest.raises(DeclarationError, match="window x"):
        Window("x", 1, number)


def test_no_calls_and_no_tries_make_no_sense_either() -> None:
    with pytest.raises(DeclarationError, match="window x"):
        Window("x", 0, 60.0)
    with pytest.raises(DeclarationError, match="window x"):
        Window("x", 1, 0.0)
    with pytest.raises(DeclarationError, match="tries"):
        Limits(tries=0)
    assert Limits(tries=1, pace=0.0) and Window("x", 1, 0.1)  # the least that makes sense


def test_a_window_counted_apart_has_a_name_for_each_value_which_does_not_tell_it() -> None:
    """The names stand in ledgers: under others, the slots that are in force would not be found."""
    polls = Window("polls", 1, 10.0)
    assert polls.apart_for("576800000000000001") == Window("polls#4edae81e7cf5c826", 1, 10.0)
    assert polls.apart_for("576800000000000002") != polls.apart_for("576800000000000001")
