"""What an account must state before its first call, and what each missing or malformed statement is told."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import (
    Account,
    App,
    Direct,
    Egress,
    Endpoints,
    KeyFromEnvironment,
    KeyFromKeyring,
    Limits,
    Proxy,
    PurposeStatement,
    UserAgent,
)
from tiktok_shop_sdk.account import default_state
from tiktok_shop_sdk.core.purpose import DATA_CLASSES, READY_MADE
from tiktok_shop_sdk.core.token_key import TokenKey
from tiktok_shop_sdk.errors import DeclarationError, PurposeRefused
from tiktok_shop_sdk.sections import token_key as token_key_of

FILED = date(2026, 3, 1)
SECRET = "s3cret-of-the-app-0123456789abcdef"


def declared(**changes: Any) -> Account:
    return Account(
        **{
            "name": "acme-uk",
            "app": App(key="6abc", secret=SECRET),
            "user_agent": UserAgent("acme-erp", "2.4", contact="ops@acme.example", certificate="TK-CERT-00017"),
            "statement": PurposeStatement("Inventory and orders", covers={"orders:read"}, filed=FILED),
            "egress": Egress(registered="203.0.113.7"),
            **changes,
        }
    )


def test_a_complete_account_says_who_calls() -> None:
    account = declared()
    assert account.user_agent.header.startswith("acme-erp/2.4 (ops@acme.example; TK-CERT-00017) tiktok-shop-sdk/")
    assert account.directory.name == "acme-uk"
    assert account.egress.label == "203.0.113.7 via direct"


def test_the_secret_is_in_no_print_and_no_pickle() -> None:
    account = declared(egress=Egress(registered="203.0.113.7", via=Proxy("socks5://u:pa55word@proxy.example:1080")))
    for shown in (repr(account), str(account), f"{account}", repr(account.app), repr(account.egress)):
        assert SECRET not in shown
        assert "pa55word" not in shown
    assert "pa55word" not in account.egress.label
    with pytest.raises(TypeError, match="secret"):
        pickle.dumps(account)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: App(key="", secret=SECRET), "App\\(key"),
        (lambda: App(key="a b", secret=SECRET), "App\\(key"),
        (lambda: App(key="k", secret=""), "App\\(secret"),
        (lambda: App(key="k", secret="with\nline"), "App\\(secret"),
        (lambda: UserAgent("", "1", contact="a@b.example", certificate="TK-CERT-00001"), "application"),
        (lambda: UserAgent("a b", "1", contact="a@b.example", certificate="TK-CERT-00001"), "application"),
        (lambda: UserAgent("a", "1\r\nX: y", contact="a@b.example", certificate="TK-CERT-00001"), "version"),
        (lambda: UserAgent("a", "1", certificate="TK-CERT-00001"), "contact"),
        (lambda: UserAgent("a", "1", contact="a\x07@b", certificate="TK-CERT-00001"), "contact"),
        (lambda: UserAgent("a", "1", contact="a) b", certificate="TK-CERT-00001"), "contact"),
        (lambda: UserAgent("a", "1", contact="运维", certificate="TK-CERT-00001"), "contact"),
        (lambda: UserAgent("a", "1", contact="a@b.example"), "TK-CERT-XXXXX"),
        (lambda: UserAgent("a", "1", contact="a@b.example", certificate="TK-CERT-1"), "TK-CERT-XXXXX"),
        (lambda: UserAgent("a", "1", contact="a@b.example", certificate=None), "uncertified_because"),
        (lambda: PurposeStatement("", covers={"orders:read"}, filed=FILED), "text"),
        (lambda: PurposeStatement("x", covers=set(), filed=FILED), "covers"),
        (lambda: PurposeStatement("x", covers="orders:read", filed=FILED), "covers"),
        (lambda: PurposeStatement("x", covers={"orders"}, filed=FILED), "orders"),
        (lambda: PurposeStatement("x", covers={"secrets:read"}, filed=FILED), "secrets:read"),
        (lambda: PurposeStatement("x", covers={"orders:read"}), "filed"),
        (lambda: PurposeStatement("x", covers={"orders:read"}, filed=FILED, expires=FILED), "expires"),
        (lambda: PurposeStatement("x", covers={"orders:read"}, filed=FILED, reference="a\nb"), "reference"),
        (lambda: PurposeStatement.ready("world_domination", filed=FILED), "stock_sync"),
        (lambda: Egress(registered=""), "registered"),
        (lambda: Egress(registered="somewhere"), "registered"),
        (lambda: Egress(registered="203.0.113.7", via="direct"), "via"),
        (lambda: Direct("nowhere"), "local_address"),
        (lambda: Proxy("ftp://proxy.example:1"), "socks5"),
        (lambda: Proxy("socks5://proxy.example"), "port"),
        (lambda: Proxy("socks5://proxy.example:999999"), "port"),
        (lambda: Endpoints(api="http://open-api.example"), "https"),
        (lambda: Endpoints(api="open-api.example"), "address"),
        (lambda: Endpoints(api="https://open-api.example"), "own hosts"),
        (lambda: Endpoints(auth="https://auth.tiktok-shops.com:8443"), "own hosts"),
        (lambda: declared(name=""), "name"),
        (lambda: declared(name="../up"), "name"),
        (lambda: declared(app=None), "app"),
        (lambda: declared(user_agent=None), "user_agent"),
        (lambda: declared(statement=None), "statement"),
        (lambda: declared(egress=None), "egress"),
        (lambda: declared(limits=Limits.articles_2024_07(pace=0.4)), "pace"),
        (lambda: declared(limits=Limits.articles_2024_07(counted_per="shop")), "counted_per"),
    ],
)
def test_what_is_missing_is_named(make: Any, told: str) -> None:
    with pytest.raises(DeclarationError, match=told) as error:
        make()
    assert error.value.next_step
    assert error.value.next_step_zh


def test_limits_are_loosened_only_against_this_machine() -> None:
    loose = Limits.articles_2024_07(pace=0.01)
    for url in ("http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:9"):
        assert declared(limits=loose, endpoints=Endpoints.sandbox(url)).limits.pace == 0.01
    with pytest.raises(DeclarationError):
        declared(limits=loose, endpoints=replace(Endpoints.sandbox("http://127.0.0.1:1"), auth="https://auth.example"))
    assert declared(limits=Limits.articles_2024_07(pace=2.0)).limits.pace == 2.0


def test_every_ready_made_statement_stands_in_both_languages() -> None:
    for case, made in READY_MADE.items():
        english = PurposeStatement.ready(case, filed=FILED)
        chinese = PurposeStatement.ready(case, filed=FILED, language="zh")
        assert english.covers == chinese.covers == made.covers
        assert english.text.isascii()
        assert not chinese.text.isascii()
        assert english.digest != chinese.digest


@pytest.mark.parametrize("data", sorted(DATA_CLASSES - {"account"}))
@pytest.mark.parametrize("action", ["read", "write"])
def test_reading_and_writing_are_covered_apart(data: str, action: str) -> None:
    statement = PurposeStatement("only this", covers={f"{data}:{action}"}, filed=FILED)
    statement.check(f"{data}:{action}", operation="x.y", today=FILED)
    other = "write" if action == "read" else "read"
    with pytest.raises(PurposeRefused, match=f"{data}:{other}"):
        statement.check(f"{data}:{other}", operation="x.y", today=FILED)
    statement.check(f"account:{other}", operation="x.y", today=FILED)  # identity is always covered


def test_a_statement_holds_from_its_filing_to_its_expiry() -> None:
    statement = PurposeStatement("x", covers={"orders:read"}, filed=FILED, expires=date(2026, 4, 1))
    for day, holds in ((date(2026, 2, 28), False), (FILED, True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)):
        if holds:
            statement.in_force(day)
        else:
            with pytest.raises(PurposeRefused):
                statement.in_force(day)


ACCOUNT_FILE = """
name = "acme-uk"
state = "{state}"
[app]
key = "6abc"
secret = "{secret}"
[user_agent]
application = "acme-erp"
version = "2.4"
contact = "ops@acme.example"
certificate = "TK-CERT-00017"
[statement]
text = "Inventory and orders"
covers = ["orders:read", "inventory:write"]
filed = 2026-03-01
[egress]
registered = "203.0.113.7"
proxy = "socks5://proxy.example:1080"
[limits]
pace = 1
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_an_account_comes_from_a_file(tmp_path: Path) -> None:
    text = ACCOUNT_FILE.format(state=(tmp_path / "state").as_posix(), secret=SECRET)
    account = Account.from_file(write(tmp_path / "account.toml", text))
    assert account.directory == tmp_path / "state" / "acme-uk"
    assert account.limits.pace == 1.0
    assert account.statement.covers == {"orders:read", "inventory:write"}
    assert account.egress.via.label == "socks5:proxy.example:1080"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("name =", "nmae ="), "nmae"),
        (("[limits]", "[limits]\nhour = 3000"), "hour"),
        (("pace = 1", 'pace = "fast"'), "numbers"),
        (("filed = 2026-03-01", 'filed = "soon"'), "date"),
        (('proxy = "', 'local_address = "10.0.0.1"\nproxy = "'), "not both"),
        (("[app]", "[app"), "TOML"),
        (("[egress]\n", ""), "unknown keys"),
    ],
)
def test_a_faulty_file_is_told_what_is_wrong(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = ACCOUNT_FILE.format(state=tmp_path.as_posix(), secret=SECRET).replace(*change)
    with pytest.raises(DeclarationError, match=told) as error:
        Account.from_file(write(tmp_path / "account.toml", text))
    assert SECRET not in repr(error.value)
    assert error.value.__context__ is None


def test_a_missing_or_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="does not exist"):
        Account.from_file(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DeclarationError, match="cannot be read"):
        Account.from_file(tmp_path / "bytes.toml")


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no permission bits")
def test_a_file_with_the_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    path = write(tmp_path / "account.toml", ACCOUNT_FILE.format(state=tmp_path.as_posix(), secret=SECRET))
    path.chmod(0o644)
    with pytest.raises(DeclarationError, match="chmod 600"):
        Account.from_file(path)


def test_the_secret_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_SECRET", SECRET)
    text = ACCOUNT_FILE.format(state=tmp_path.as_posix(), secret="").replace(
        'secret = ""', 'secret_env = "ACME_SECRET"'
    )
    path = write(tmp_path / "account.toml", text)
    path.chmod(0o644)
    assert Account.from_file(path).app.secret.reveal() == SECRET


def test_an_account_comes_from_the_environment(tmp_path: Path) -> None:
    env = {
        "TIKTOK_SHOP_NAME": "acme-uk",
        "TIKTOK_SHOP_STATE": str(tmp_path),
        "TIKTOK_SHOP_APP_KEY": "6abc",
        "TIKTOK_SHOP_APP_SECRET": SECRET,
        "TIKTOK_SHOP_USER_AGENT_APPLICATION": "acme-erp",
        "TIKTOK_SHOP_USER_AGENT_VERSION": "2.4",
        "TIKTOK_SHOP_USER_AGENT_CONTACT": "ops@acme.example",
        "TIKTOK_SHOP_USER_AGENT_UNCERTIFIED_BECAUSE": "our own shop's tool",
        "TIKTOK_SHOP_STATEMENT_READY": "stock_sync",
        "TIKTOK_SHOP_STATEMENT_LANGUAGE": "zh",
        "TIKTOK_SHOP_STATEMENT_FILED": "2026-03-01",
        "TIKTOK_SHOP_EGRESS_REGISTERED": "203.0.113.7",
        "TIKTOK_SHOP_EGRESS_LOCAL_ADDRESS": "127.0.0.1",
        "TIKTOK_SHOP_ENDPOINTS_SANDBOX": "http://127.0.0.1:9",
        "TIKTOK_SHOP_LIMITS_PACE": "0.01",
        "TIKTOK_SHOP_REDIS": "redis://127.0.0.1:6379/0",
        "PATH": "/bin",
    }
    account = Account.from_env(env)
    assert account.token_key is None
    sealed = Account.from_env({**env, "TIKTOK_SHOP_TOKEN_KEY": "..."})
    assert sealed.token_key == KeyFromEnvironment("TIKTOK_SHOP_TOKEN_KEY")
    assert account.user_agent.certificate is None
    assert "uncertified" in account.user_agent.header
    assert account.statement.covers == READY_MADE["stock_sync"].covers
    assert account.endpoints.is_local
    assert account.egress.via == Direct("127.0.0.1")
    assert account.shared is not None
    with pytest.raises(DeclarationError, match="filed"):
        Account.from_env({k: v for k, v in env.items() if not k.endswith("FILED")})
    path = write(tmp_path / "a.toml", ACCOUNT_FILE.format(state=tmp_path.as_posix(), secret=SECRET))
    assert Account.from_env({"TIKTOK_SHOP_ACCOUNT_FILE": str(path)}).name == "acme-uk"


def test_the_redis_that_machines_share_is_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "rediss://acme:pa55word@redis.example:6380/2?ssl_ca_certs=/etc/acme/ca.pem"
    account = declared(redis=address)
    assert account.shared is not None and account.shared.reveal() == address
    assert declared(redis=account.shared).shared == account.shared and declared().shared is None
    for shown in (repr(account), str(account), f"{account}"):
        assert "pa55word" not in shown
    text = f'redis = "{address}"\n' + ACCOUNT_FILE.format(state=tmp_path.as_posix(), secret="").replace(
        'secret = ""', 'secret_env = "ACME_SECRET"'
    )
    monkeypatch.setenv("ACME_SECRET", SECRET)
    path = write(tmp_path / "account.toml", text)
    assert Account.from_file(path).shared == account.shared
    if sys.platform != "win32":
        path.chmod(0o644)
        with pytest.raises(DeclarationError, match="holds secrets"):
            Account.from_file(path)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://redis.example", "is an address such as"),
        ("rediss:///0", "is an address such as"),
        ("redis://acme:pa55word@redis.example:6379/0", "TLS"),
        ("rediss://acme:pa55word@redis.example:6379/0?ssl_cert_reqs=none", "takes no ssl_cert_reqs"),
    ],
)
def test_a_redis_in_clear_or_unchecked_is_refused(address: str, told: str) -> None:
    with pytest.raises(DeclarationError, match=told) as error:
        declared(redis=address)
    assert "pa55word" not in str(error.value)


@pytest.mark.parametrize(
    "address", ["redis://:pa55word@127.0.0.1:6379/0", "redis://localhost", "unix:///run/redis.sock"]
)
def test_on_this_machine_redis_needs_no_tls(address: str) -> None:
    assert declared(redis=address).shared is not None


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_state_has_the_place_that_the_system_means_for_it(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for name in ("TIKTOK_SHOP_STATE", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert default_state().name == "tiktok-shop"
    monkeypatch.setenv("TIKTOK_SHOP_STATE", "/somewhere")
    assert default_state() == Path("/somewhere")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, None),
        ({"environment": "ACME_KEY"}, KeyFromEnvironment("ACME_KEY")),
        ({"keyring": "acme-erp", "user": "acme-uk"}, KeyFromKeyring("acme-erp", "acme-uk")),
    ],
)
def test_a_file_says_where_the_key_of_stored_tokens_is(given: dict[str, str], key: TokenKey | None) -> None:
    assert token_key_of(given) == key
    assert key is None or next(iter(given.values())) in str(key)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"environment": "A", "keyring": "b"}, "not both"),
        ({"environment": ""}, "needs the service and the user"),
        ({"keyring": "acme-erp"}, "needs the service and the user"),
        ({"key": "the key itself"}, "unknown keys key"),
    ],
)
def test_a_key_that_is_nowhere_is_told(given: dict[str, str], told: str) -> None:
    with pytest.raises(DeclarationError, match=told):
        token_key_of(given)


def test_a_key_is_declared_and_never_given_itself() -> None:
    with pytest.raises(DeclarationError, match="says where the key is"):
        declared(token_key="the key itself")
    with pytest.raises(DeclarationError, match="name of a variable"):
        KeyFromEnvironment("")
