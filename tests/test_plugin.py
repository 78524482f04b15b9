"""The pytest plugin gives users a sandbox, a consented account and a shop, and stays out of everybody's way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import tiktok_shop_sdk

pytest_plugins = ["pytester"]

ROOT = Path(tiktok_shop_sdk.__file__).parents[1]
OPTIONS = ("-p", "no:cacheprovider", "-W", "error")

USERS_TESTS = """
import asyncio

import pytest

from tiktok_shop_sdk import AsyncTikTokShop, TikTokShop, errors


def test_the_shop_has_orders(shop, sandbox):
    assert len(list(shop.orders.search())) == 150
    assert sandbox.report()["clean"]


def test_a_client_of_my_own(tiktok_account, sandbox):
    sandbox.trouble("429@+2")
    with TikTokShop(tiktok_account) as client:
        (first, second) = client.shops()
        assert client.shop(first).orders.search(page_size=1).first().items
    assert sandbox.report()["refusals"][0]["status"] == 429


def test_what_the_statement_does_not_cover_is_refused(shop):
    with pytest.raises(errors.PurposeRefused):
        shop.products.list_opportunities("HOT").first()


def test_buyers_stay_out(shop):
    order = shop.orders.search(page_size=1).first().items[0]
    assert not order.recipient_address.phone_number


def test_with_asyncio_alone(async_shop):
    async def work():
        page = await async_shop.orders.search(page_size=20)
        return len(page.items)

    assert asyncio.run(work()) == 20


async def test_with_a_plugin_for_asyncio(async_shop):
    page = await async_shop.orders.search(page_size=20)
    assert len(page.items) == 20


def test_both_kinds_of_shop_together(shop, async_shop):
    assert shop.orders.search(page_size=1).first().items
"""

OVERRIDDEN = """
import pytest

from tiktok_shop_sdk import errors


@pytest.fixture
def tiktok_statement():
    from datetime import date

    from tiktok_shop_sdk import PurposeStatement

    return PurposeStatement.ready("stock_sync", filed=date(2026, 1, 1))


def test_fixtures_can_be_overridden(shop):
    assert shop.products.search(page_size=1).first().items
    with pytest.raises(errors.PurposeRefused):
        shop.orders.search().first()
"""


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """A pytest run of a user, in a process of its own."""
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n")
    return pytester.runpytest_subprocess(*OPTIONS, *options)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The package as an installation leaves it: pytest finds the plugin by its entry point, as for users."""
    site = tmp_path_factory.mktemp("site")
    about = site / "tiktok_shop_sdk-0.dist-info"
    about.mkdir()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["pytest11"]
    entries = "".join(f"{name} = {module}\n" for name, module in declared.items())
    (about / "entry_points.txt").write_text(f"[pytest11]\n{entries}", encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: tiktok-shop-sdk\nVersion: 0\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(site), str(ROOT))))


def test_users_tests_pass_and_are_fast(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USERS_TESTS)
    start = time.monotonic()
    run(pytester).assert_outcomes(passed=7)
    assert time.monotonic() - start < 20


def test_fixtures_can_be_overridden(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(OVERRIDDEN)
    run(pytester).assert_outcomes(passed=1)


def test_without_the_extra_the_shop_works_and_runs_are_not_broken(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import sys\nsys.modules['uvicorn'] = sys.modules['starlette'] = None\n")
    pytester.makepyfile(
        """
        from tiktok_shop_sdk import TikTokShop

        def test_the_shop(shop):
            assert shop.orders.search(page_size=1).first().items

        def test_by_transport(tiktok_account, sandbox):
            with TikTokShop(tiktok_account, transport=sandbox.transport) as client:
                assert client.shops()

        def test_nothing_of_ours():
            pass
        """
    )
    run(pytester).assert_outcomes(passed=3)


def test_the_plugin_imports_nothing_heavy() -> None:
    heavy = "('click', 'rich', 'httpx', 'pydantic', 'starlette', 'uvicorn', 'tenacity', 'sqlite3')"
    code = f"import sys, tiktok_shop_sdk.testing; print([m for m in {heavy} if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_the_snippet_of_the_documentation_runs(pytester: pytest.Pytester) -> None:
    """The docstring's own lines, around an ERP that does what they say."""
    from tiktok_shop_sdk import testing

    lines = (testing.__doc__ or "").splitlines()
    snippet = "\n".join(line[4:] for line in lines if line.startswith("    "))
    pytester.makepyfile(
        my_erp="""
        from tiktok_shop_sdk import TikTokShop

        def count_orders(shop):
            return len(list(shop.orders.search()))

        def run(account):
            with TikTokShop(account) as client:
                shop = client.shop(client.shops()[0])
                list(shop.orders.search(page_size=50))
        """
    )
    pytester.makepyfile(f"import my_erp\n\n{snippet}")
    run(pytester).assert_outcomes(passed=3)


def test_the_fixtures_are_listed_with_their_help(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--fixtures")
    for name in ("sandbox", "tiktok_account", "shop", "async_shop", "tiktok_limits", "tiktok_statement"):
        result.stdout.fnmatch_lines([f"{name}* -- *testing.py:*"])
