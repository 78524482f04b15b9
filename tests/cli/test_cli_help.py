"""Help and messages exist in both languages, for every command and every option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import click
import pytest
from click.testing import CliRunner

from tiktok_shop_sdk.__about__ import VERSION
from tiktok_shop_sdk.cli import exits
from tiktok_shop_sdk.cli.app import app
from tiktok_shop_sdk.cli.commands import Command, Group, Option
from tiktok_shop_sdk.cli.language import asked_language, system_language
from tiktok_shop_sdk.cli.texts import TEXTS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Names, numbers and figures that read the same in both languages.
SAME = re.compile(r"[^A-Za-z]*(\{\w+\}[^A-Za-z]*)*(open id|SKU)?")


def commands(parent: Group = app, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, parent
    context = click.Context(parent)
    for name in parent.list_commands(context):
        found = parent.get_command(context, name)
        assert found is not None
        if isinstance(found, Group):
            yield from commands(found, (*path, name))
        else:
            yield (*path, name), found


ALL = sorted(commands(), key=lambda found: found[0])


def run(*arguments: str, locale: str = "C") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"LC_ALL": locale}, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_exists_in_both_languages(key: str) -> None:
    english, chinese = TEXTS[key]
    assert english.strip() and chinese.strip()
    assert not CHINESE.search(english)
    assert CHINESE.search(chinese) or SAME.fullmatch(chinese)
    assert placeholders(english) == placeholders(chinese)


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("path", [path for path, _ in ALL], ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("is_first", [True, False], ids=["lang-first", "lang-last"])
def test_the_help_of_every_command_speaks_both_languages(path: tuple[str, ...], language: str, is_first: bool) -> None:
    asked = ("--lang", language)
    code, out, err = run(*(asked if is_first else ()), *path, "--help", *(() if is_first else asked))
    assert (code, err) == (0, "")
    assert bool(CHINESE.search(out)) == (language == "zh")
    assert ("Usage:" in out) == (language == "en")
    assert "--json" in out and "--max-wait" in out


@pytest.mark.parametrize("command", [command for _, command in ALL], ids=[" ".join(path) for path, _ in ALL])
def test_every_option_has_a_text(command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert isinstance(parameter, Option)
            assert parameter.help in TEXTS


def test_every_command_takes_the_global_options() -> None:
    for _, command in ALL:
        assert isinstance(command, Command | Group)
        names = {name for parameter in command.params for name in parameter.opts}
        assert {"--account", "--json", "--lang", "--max-wait", "--debug"} <= names


def test_the_command_tree_is_the_one_we_promised() -> None:
    assert {" ".join(path) for path, found in ALL if not isinstance(found, Group)} == {
        "demo", "sandbox", "doctor", "auth url", "auth exchange", "auth status", "shops", "quota", "plan", "purge",
        "egress move", "operations", "call", "errors", "orders pull", "inventory push", "audit verify", "audit query",
        "audit export", "audit evidence", "audit prune", "audit schema",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_exit_codes_stand_in_the_help(language: str) -> None:
    _, out, _ = run("--lang", language, "--help")
    for code in exits.Exit:
        assert re.search(rf"^ +{int(code)} +\S", out, re.MULTILINE)
    assert {int(code) for code in exits.Exit} == {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130}


def test_every_error_has_a_title_in_both_languages() -> None:
    assert set(TEXTS) >= exits.TITLES


def test_no_option_takes_a_secret() -> None:
    names = {name for _, command in ALL for parameter in command.params for name in parameter.opts}
    assert not [name for name in names if re.search("secret|token|code|password|cipher", name)]


def test_the_version_is_shown() -> None:
    assert run("--version") == (0, f"tiktok-shop {VERSION}\n", "")


@pytest.mark.parametrize("path", [(), ("auth",), ("audit",)])
def test_a_group_alone_shows_its_help_and_is_a_usage_error(path: tuple[str, ...]) -> None:
    code, out, err = run(*path)
    assert (code, out) == (2, "")
    assert "Usage:" in err


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("sandbx",), "there are: sandbox", "可用命令: sandbox"),
        (("shops", "--bogus"), "no option --bogus", "没有选项 --bogus"),
        (("orders", "pull"), "--shop is missing", "缺少 --shop"),
        (("sandbox", "--port", "x"), "--port:", "--port 的值无效"),
        (("orders", "pull", "--since", "soon"), "write a time as", "时间写作"),
    ],
)
def test_usage_errors_speak_both_languages(arguments: tuple[str, ...], english: str, chinese: str) -> None:
    for locale, wanted in (("C", english), ("zh_CN.GBK", chinese)):
        code, out, err = run(*arguments, locale=locale)
        assert (code, out) == (2, "")
        assert wanted in err
        assert "--help" in err


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "zh"], "zh"),
        (["shops", "--lang=zh"], "zh"),
        (["call", "x", "--", "--lang", "zh"], None),
        (["--lang"], None),
        (["--lang", "fr"], None),
        ([], None),
    ],
)
def test_the_option_chooses_the_language_wherever_it_stands(arguments: list[str], language: str | None) -> None:
    assert asked_language(arguments) == language
