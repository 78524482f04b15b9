"""Each command, in both languages, for people and for programs."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from command_line import CommandLine, consented

import tiktok_shop_sdk.resources.orders
import tiktok_shop_sdk.resources.products  # noqa: F401 - both fill the registry
from tests.audit.postgres import URL, tables
from tiktok_shop_sdk.cli.call import typed
from tiktok_shop_sdk.cli.plain import plain
from tiktok_shop_sdk.core.paging import Page
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.sensitive import Kind, Stripped
from tiktok_shop_sdk.resources import every_operation
from tiktok_shop_sdk.sinks.exports import WRITERS

HINTS = {one.id: one.hints for one in every_operation()}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def stock_file(cli: CommandLine, path: Path, *, count: int = 4, quantity: int = 40) -> Path:
    found = cli.json("call", "products.search", "--shop", cli.shop)["items"]
    rows = [(p["id"], s["id"], s["inventory"][0]["warehouse_id"]) for p in found for s in p["skus"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("product_id", "sku_id", "warehouse_id", "quantity"))
        table.writerows([*row, quantity] for row in rows[:count])
    return path


# Every command that a JSON program may run, with an account that has a consent.
QUIET = [
    ("shops",),
    ("quota",),
    ("plan", "orders.search=40"),
    ("auth", "url"),
    ("auth", "status"),
    ("doctor",),
    ("doctor", "--call"),
    ("operations",),
    ("operations", "orders"),
    ("operations", "orders.search"),
    ("call", "authorization.shops"),
    ("audit", "verify"),
    ("audit", "query"),
]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_gives_one_json_document_or_lines_and_nothing_else(cli: CommandLine, lang: str) -> None:
    for arguments in QUIET:
        result = cli(*arguments, "--json", lang=lang)
        assert result.exit_code == 0, (arguments, result.output)
        lines = result.stdout.splitlines()
        assert lines and all(json.loads(line) is not None for line in lines)
        assert len(lines) == 1 or arguments == ("audit", "query")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_speaks_the_language(cli: CommandLine, lang: str) -> None:
    for arguments in (
        *QUIET[:6],
        ("audit", "verify"),
        ("audit", "query"),
        ("operations",),
        ("operations", "orders.search"),
    ):
        result = cli(*arguments, lang=lang)
        assert result.exit_code == 0, (arguments, result.output)
        assert bool(CHINESE.search(result.output)) == (lang == "zh"), arguments


def test_a_seller_consents_and_no_token_is_shown(new_cli: CommandLine) -> None:
    status = new_cli("auth", "status")
    assert status.exit_code == 5
    assert "no consent yet" in status.stderr
    url = new_cli("auth", "url")
    assert url.stdout.startswith(new_cli.running.url)
    done = new_cli("auth", "exchange", input=consented(url.stdout.strip()))
    assert done.exit_code == 0
    assert "Sandbox Seller 1" in done.stdout
    shown = new_cli.json("auth", "status")
    assert shown["consented"] is True
    assert shown["seller_name"] == "Sandbox Seller 1"
    assert "seller.order.info" in shown["scopes"]


def test_the_consent_status_without_a_consent_is_json_too(new_cli: CommandLine) -> None:
    result = new_cli("auth", "status", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (5, {"consented": False})


def test_a_code_as_an_argument_is_refused_and_not_repeated(new_cli: CommandLine) -> None:
    code = new_cli.platform.issue_code()
    result = new_cli("auth", "exchange", code)
    assert result.exit_code == 2
    assert code not in result.output
    assert "credential" in result.stderr


def test_a_consent_with_a_foreign_state_is_refused(new_cli: CommandLine) -> None:
    code = new_cli.platform.issue_code()
    result = new_cli("auth", "exchange", "-", input=f"code={code}&state=somebody-elses\n")
    assert result.exit_code == 5
    assert code not in result.output


def test_an_app_store_install_comes_without_a_state(new_cli: CommandLine) -> None:
    code = new_cli.platform.issue_code()
    returned = f"https://erp.example/back?code={code}\n"
    assert new_cli("auth", "exchange", "-", input=returned).exit_code == 5
    assert new_cli("auth", "exchange", "-", "--from-app-store", input=returned).exit_code == 0


def test_shops_are_listed_without_their_ciphers(cli: CommandLine) -> None:
    shops = cli.json("shops")
    assert [shop["id"] for shop in shops] == [shop.id for shop in cli.platform.seller.shops]
    assert all("cipher" not in shop for shop in shops)
    lines = cli("shops").stdout.splitlines()
    assert lines[0].split("\t") == ["shop", "name", "region", "type"]
    assert lines[1].split("\t")[0] == cli.shop


def test_the_quota_counts_what_was_called(cli: CommandLine) -> None:
    before = {w["name"]: w["used"] for w in cli.json("quota")["windows"]}
    cli.json("call", "orders.search", "--shop", cli.shop, "page_size=1")
    after = {w["name"]: w["used"] for w in cli.json("quota")["windows"]}
    assert after["order"] > before["order"]
    assert "order" in cli("quota", "--shop", cli.shop).stdout


def test_a_call_takes_lists_json_moments_and_numbers(cli: CommandLine) -> None:
    ids = list(cli.platform.seller.shops[0].orders)[:2]
    by_list = cli.json("call", "orders.get", "--shop", cli.shop, f"ids={ids[0]},{ids[1]}")
    by_json = cli.json("call", "orders.get", "--shop", cli.shop, f"ids={json.dumps(ids)}")
    assert [order["id"] for order in by_list] == [order["id"] for order in by_json] == ids
    page = cli.json("call", "orders.search", "--shop", cli.shop, "page_size=5", "update_time_ge=2020-01-01T00:00+08:00")
    assert len(page["items"]) == 5
    assert page["total_count"] == 60
    seconds = cli.json("call", "orders.search", "--shop", cli.shop, "page_size=5", "update_time_ge=1577836800")
    assert seconds["items"] == page["items"]


def test_a_file_is_uploaded_by_its_name(cli: CommandLine, tmp_path: Path) -> None:
    image = tmp_path / "front.png"
    image.write_bytes(b"\x89PNG\r\n")
    upload = typed(f"@{image}", HINTS["products.upload_image"]["data"])
    assert (upload.name, upload.content, upload.media_type) == ("front.png", b"\x89PNG\r\n", "image/png")
    assert cli("call", "products.upload_image", "data=@nowhere.png").exit_code == 1


@pytest.mark.parametrize(
    ("operation", "name", "text", "value"),
    [
        ("orders.get", "ids", "1, 02", ["1", "02"]),
        ("orders.get", "ids", "[1]", [1]),
        ("orders.search", "is_buyer_request_cancel", "true", True),
        ("orders.search", "update_time_ge", "1777900000", 1777900000),
        (
            "orders.search",
            "update_time_ge",
            "2026-05-04T12:00:00+00:00",
            datetime(2026, 5, 4, 12, tzinfo=UTC),
        ),
        ("orders.search", "update_time_ge", "soon", "soon"),
        ("orders.search", "page_size", "20", 20),
        ("orders.search", "order_status", "UNPAID", "UNPAID"),
        ("products.update_price", "skus", '[{"price": {"amount": 19.90}}]', [{"price": {"amount": "19.90"}}]),
    ],
)
def test_values_become_what_their_declaration_says(operation: str, name: str, text: str, value: object) -> None:
    assert typed(text, HINTS[operation][name]) == value


def test_operations_are_counted_by_family_and_told_one_by_one(cli: CommandLine) -> None:
    counted = cli.json("operations")
    assert counted["total"] == sum(counted["families"].values()) == 415
    assert counted["families"]["orders"] == len(cli.json("operations", "orders")) == 9
    search = cli.json("operations", "orders.search")
    assert search["limits"] == ["order: 3,000 in 3,600 s"]
    assert (search["purpose"], search["scopes"]) == ("orders:read", ["seller.order.info"])
    assert search["parameters"][0] == {
        "name": "order_status",
        "place": "body",
        "type": "OrderStatus",
        "required": False,
    }
    assert [p["name"] for p in search["parameters"]][-2:] == ["page_size", "page_token"]
    assert cli.json("operations", "logistics.get_tracking")["limits"][-1] == (
        "tracking_of_an_order: 1 in 28,800 s for each order_id"
    )
    shown = cli("operations", "orders.search").stdout
    assert "Get Order List" in shown and "orders:read" in shown and "seller.order.info" in shown


@pytest.mark.parametrize("name", ["orders.serch", "order", "nothing.at_all"])
def test_an_unknown_operation_names_those_that_are_near(cli: CommandLine, name: str) -> None:
    result = cli("operations", name)
    assert result.exit_code == 2
    assert "near it" in result.stderr and "orders" in result.stderr


def test_all_pages_come_as_lines(cli: CommandLine) -> None:
    result = cli("call", "orders.search", "--shop", cli.shop, "--all", "page_size=25")
    orders = [json.loads(line) for line in result.stdout.splitlines()]
    assert len({order["id"] for order in orders}) == 60


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("orders.gte",), "orders.get"),
        (("ordres.search",), "orders.search"),
        (("nothing.at_all",), "orders"),
        (("orders.get",), "ids is missing"),
        (("orders.get", "ids"), "name=value"),
        (("orders.get", "id=1"), "orders.get takes: ids"),
        (("orders.get", "ids=1", "ids=2"), "twice"),
        (("orders.get", "ids=[1"), "not JSON"),
        (("orders.get", "ids=1", "--all"), "pages"),
    ],
)
def test_what_cannot_be_called_is_a_usage_error(cli: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    result = cli("call", *arguments, "--shop", cli.shop)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_orders_are_pulled_and_the_pull_goes_on(cli: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "orders.jsonl"
    first = cli.json("orders", "pull", "--shop", cli.shop, "--out", str(out), "--since", "2020-01-01")
    assert first["orders"] == 60
    text = out.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 60
    again = cli("orders", "pull", "--shop", cli.shop, "--out", str(out), "--since", "2020-01-01")
    assert again.exit_code == 2
    assert "--resume" in again.stderr
    assert cli.json("orders", "pull", "--shop", cli.shop, "--out", str(out), "--resume")["orders"] == 0
    assert out.read_text(encoding="utf-8") == text
    cli.said += text


def test_orders_are_pulled_into_csv(cli: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "orders.csv"
    result = cli("orders", "pull", "--shop", cli.shop, "--out", str(out), "--since", "2020-01-01T00:00+08:00")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "60 orders" in result.stderr
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert len({row["order_id"] for row in rows}) == 60
    cli.said += out.read_text(encoding="utf-8")


def test_a_pull_needs_a_beginning(cli: CommandLine, tmp_path: Path) -> None:
    result = cli("orders", "pull", "--shop", cli.shop, "--out", str(tmp_path / "o.jsonl"))
    assert result.exit_code == 2
    assert "--since is missing" in result.stderr


def test_stock_is_pushed(cli: CommandLine, tmp_path: Path) -> None:
    file = stock_file(cli, tmp_path / "stock.csv")
    dry = cli.json("inventory", "push", str(file), "--shop", cli.shop, "--dry-run")
    assert [line["quantity"] for line in dry["lines"]] == [40] * 4
    before = cli.running.report()["arrivals"]
    assert "nothing was sent" in cli("inventory", "push", str(file), "--shop", cli.shop, "--dry-run").stderr
    assert cli.running.report()["arrivals"] == before
    done = cli.json("inventory", "push", str(file), "--shop", cli.shop)
    assert done["ok"] is True
    assert done["counts"]["done"] == 4
    assert "4 done" in cli("inventory", "push", str(file), "--shop", cli.shop).stderr


def test_a_faulty_stock_file_is_named_line_by_line(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "stock.csv"
    file.write_text("sku_id,warehouse_id,quantity\n1,2,many\n,2,3\n", encoding="utf-8")
    result = cli("inventory", "push", str(file), "--shop", cli.shop)
    assert result.exit_code == 2
    assert '"line": 2' in result.stderr and '"line": 3' in result.stderr
    told = json.loads(cli("inventory", "push", str(file), "--shop", cli.shop, "--json", lang="zh").stderr)
    assert [item["line"] for item in told["error"]["items"]] == [2, 3]
    assert all(CHINESE.search(text) for text in (told["error"]["message"], told["error"]["items"][0]["message"]))


def test_lines_that_fail_are_listed_and_the_exit_code_is_9(cli: CommandLine, tmp_path: Path) -> None:
    file = stock_file(cli, tmp_path / "stock.csv", count=2)
    text = file.read_text(encoding="utf-8")
    warehouse = text.splitlines()[1].split(",")[2]
    file.write_text(text.replace(warehouse, "1", 1), encoding="utf-8")
    result = cli("inventory", "push", str(file), "--shop", cli.shop)
    assert result.exit_code == 9, result.output
    assert result.stdout.splitlines()[1].startswith("2\t")
    machine = cli("inventory", "push", str(file), "--shop", cli.shop, "--json")
    assert machine.exit_code == 9
    assert json.loads(machine.stdout)["ok"] is False


def test_a_push_that_was_stopped_says_why(cli: CommandLine, tmp_path: Path) -> None:
    file = stock_file(cli, tmp_path / "stock.csv")
    cli.platform.trouble("403*20@+1")
    result = cli("inventory", "push", str(file), "--shop", cli.shop)
    assert result.exit_code == 6, result.output
    assert "partner console" in result.stderr
    machine = cli("inventory", "push", str(file), "--shop", cli.shop, "--json")
    assert machine.exit_code == 6
    assert json.loads(machine.stdout)["stopped_by"]["kind"] == "NotCertified"


def test_what_nobody_knows_is_exit_code_7(cli: CommandLine, tmp_path: Path) -> None:
    file = stock_file(cli, tmp_path / "stock.csv", count=1)
    cli.platform.trouble("cut*20@+1")
    result = cli("inventory", "push", str(file), "--shop", cli.shop)
    assert result.exit_code == 7, result.output


def test_plain_data_holds_no_secret_and_nothing_stripped() -> None:
    @dataclass
    class Kept:
        token: Secret
        phone: Stripped
        amount: Decimal
        day: date
        kind: Kind
        raw: bytes
        many: tuple[object, ...]

    many = (Page[str](items=["x"]), Path("a"), {1: Secret("planted")}, object)
    stripped = Stripped(Kind.BUYER_PHONE)
    kept = Kept(Secret("planted"), stripped, Decimal("19.90"), date(2026, 5, 4), Kind.BUYER_NAME, b"ab", many)
    assert plain(kept) == {
        "amount": "19.90",
        "day": "2026-05-04",
        "kind": "buyer_name",
        "raw": "<2 bytes>",
        "many": [{"items": ["x"], "next_page_token": None, "total_count": None}, "a", {}, str(object)],
    }


def test_the_audit_log_verifies_and_can_be_read(cli: CommandLine, tmp_path: Path) -> None:
    cli.json("shops")
    verdict = cli.json("audit", "verify")
    assert verdict["ok"] is True
    assert "unanchored" in cli("audit", "verify").stdout
    found = [json.loads(line) for line in cli("audit", "query", "--json", "--kind", "outcome").stdout.splitlines()]
    assert {record["kind"] for record in found} == {"outcome"}
    one = cli("audit", "query", "--operation", "authorization.shops", "--limit", "1").stdout.splitlines()
    assert len(one) == 2
    assert "authorization.shops" in one[1]
    assert cli("audit", "query", "--json", "--to", "2020-01-01").stdout == ""


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_audit_log_is_exported_once(cli: CommandLine, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"audit.{form}"
    assert cli.json("audit", "export", "--out", str(out))["records"] > 2
    assert len(out.read_text(encoding="utf-8").splitlines()) > 2
    assert cli("audit", "export", "--out", str(out)).exit_code == 2
    stdout = cli("audit", "export", "--out", "-", "--format", form)
    assert stdout.exit_code == 0
    assert "authorization" in stdout.stdout or "auth.exchange" in stdout.stdout


def test_only_what_is_wrong_with_the_log_is_said_of_the_log(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setitem(WRITERS, "csv", no_room)
        assert cli("audit", "export", "--out", "-", "--format", "csv").exit_code == 1
    monkeypatch.setattr("tiktok_shop_sdk.cli.audit.records", no_room)
    assert cli("audit", "export", "--out", "-", "--format", "csv").exit_code == 8
    assert "cannot be read" in cli("audit", "query").stderr


def test_the_audit_log_is_laid_out_for_a_review(cli: CommandLine, tmp_path: Path) -> None:
    cli.json("shops")
    out = tmp_path / "evidence"
    assert cli.json("audit", "evidence", "--out", str(out))["ok"] is True
    assert [path.suffix for path in (out / "statements").iterdir()] == [".json"]
    assert cli.json("audit", "verify", "--dir", str(out / "log"))["ok"] is True
    assert cli("audit", "evidence", "--out", str(out)).exit_code == 2
    again = cli("audit", "evidence", "--out", str(tmp_path / "again"), "--dir", str(out / "log"), lang="zh")
    assert again.exit_code == 0 and CHINESE.search(again.output)
    assert not (tmp_path / "again" / "statements").exists()


def test_one_of_several_logs_is_read_by_its_number(cli: CommandLine) -> None:
    assert cli("audit", "query", "--log", "1").exit_code == 0
    assert "declares only 1" in cli("audit", "query", "--log", "2").stderr


def test_pruning_asks_and_never_keeps_less_than_180_days(cli: CommandLine) -> None:
    assert cli("audit", "prune").exit_code == 2
    assert cli("audit", "prune", "--yes", "--days", "179").exit_code == 2
    assert cli.json("audit", "prune", "--yes")["segments"] == 0


def test_a_log_that_was_changed_is_exit_code_8(cli: CommandLine) -> None:
    segment = next(cli.account.parent.rglob("seg-*.jsonl"))
    segment.write_bytes(segment.read_bytes().replace(b"auth.exchange", b"auth.exchanqe"))
    for arguments in (("verify",), ("export", "--out", "-"), ("prune", "--yes")):
        result = cli("audit", *arguments)
        assert result.exit_code == 8, (arguments, result.output)
    assert cli("doctor").exit_code == 8
    given = cli("audit", "verify", "--dir", str(segment.parent.parent), lang="zh")
    assert given.exit_code == 8
    assert CHINESE.search(given.stdout)


def test_the_schema_is_shown_and_applied_only_where_told(cli: CommandLine) -> None:
    shown = cli("audit", "schema", "--role", "audit_writer")
    assert shown.exit_code == 0
    assert "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA tiktok_shop_audit TO audit_writer" in shown.output
    with tables() as database:
        again = cli("audit", "schema", "--schema", database.schema, "--apply", URL)
        assert again.exit_code != 0  # it is there already
        name = f"{database.schema}_b"
        made = cli("audit", "schema", "--schema", name, "--apply", URL)
        assert (made.exit_code, made.stderr) == (0, f"made: schema {name}\n")
        with psycopg.connect(URL, autocommit=True) as owner:
            owner.execute(f"DROP SCHEMA {name} CASCADE")
