"""The pages about the sandbox say what is so: their snippets run, and their trouble can be read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.snippets import ROOT, blocks
from tiktok_shop_sdk.sandbox.trouble import parse_trouble

pytest_plugins = ["pytester"]

both_pages = pytest.mark.parametrize("page", ["sandbox.md", "sandbox.zh-CN.md"])


@both_pages
def test_the_tests_that_are_shown_pass(page: str, pytester: pytest.Pytester) -> None:
    shown, _ = blocks(ROOT / "docs" / page, "python")
    pytester.makepyfile(shown)
    made = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", "-p", "no:asyncio", "-W", "error")
    made.assert_outcomes(passed=3)


@both_pages
def test_the_snippet_runs(page: str, capsys: Any) -> None:
    _, shown = blocks(ROOT / "docs" / page, "python")
    names: dict[str, Any] = {"__name__": page}
    exec(compile(shown, page, "exec"), names)
    assert capsys.readouterr().out == "ON_HOLD\n"
    assert names["platform"].report()["clean"]


@both_pages
def test_all_trouble_that_is_shown_can_be_read(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    specs = re.findall(r"`([\w:*-]+@[\w+]+)`", text)
    assert len(specs) > 10
    for spec in specs:
        assert parse_trouble(spec).spec == spec
