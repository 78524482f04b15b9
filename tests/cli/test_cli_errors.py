"""`tiktok-shop errors` explains a code, or lists them all, in both languages and without an account."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.cli.app import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["errors", *arguments], env={"LC_ALL": "C"}, catch_exceptions=False)


@pytest.mark.parametrize(
    ("language", "meaning", "next_step"),
    [("en", "unknown warehouse", "Read the shop's warehouses"), ("zh", "仓库不存在", "请先读取店铺仓库列表")],
)
def test_a_code_is_explained_in_the_language_of_the_run(language: str, meaning: str, next_step: str) -> None:
    told = run("12052097", "--lang", language)
    assert told.exit_code == 0
    assert meaning in told.stdout and next_step in told.stdout
    assert "not_found" in told.stdout and "products" in told.stdout
    assert told.stderr == ""


def test_a_code_of_which_only_the_class_is_known_says_so() -> None:
    told = run("12052048")
    assert "the product is not in a state" in told.stdout
    assert "those of its class" in told.stderr


def test_a_program_gets_both_languages() -> None:
    told = json.loads(run("36009037", "--json").stdout)
    assert (told["class"], told["again"], told["retryable"]) == ("sandbox_hourly_limit", "next_hour", True)
    assert told["error"] == "AllowanceUsedUp"
    assert told["meaning_zh"] == "测试店铺的每小时额度已用完"


def test_all_codes_are_listed_by_family_and_class() -> None:
    lines = run().stdout.splitlines()
    assert lines[0].split("\t") == ["family", "class", "code", "the same call again", "meaning"]
    told = [tuple(line.split("\t")[:3]) for line in lines[1:]]
    assert told == [(known.family, known.kind, str(known.code)) for known in errors.every_code()]
    assert [entry["code"] for entry in json.loads(run("--json").stdout)] == [int(code) for _, _, code in told]


@pytest.mark.parametrize(
    ("number", "said"), [("12345", "does not have the code 12345"), ("abc", "not a valid integer")]
)
def test_an_unknown_code_is_a_usage_error(number: str, said: str) -> None:
    told = run(number)
    assert (told.exit_code, told.stdout) == (2, "")
    assert said in told.stderr
