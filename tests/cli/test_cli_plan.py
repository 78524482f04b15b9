"""`tiktok-shop plan` says before a job what it will cost."""

from __future__ import annotations

from tests.cli.command_line import CommandLine


def test_a_job_is_planned_and_nothing_is_sent(cli: CommandLine) -> None:
    before = cli.running.report()["arrivals"]
    found = cli.json("plan", "orders.search=450000/100", "orders.get=12", "products.search=3", "--shop", cli.shop)
    assert found["calls"] == 4500 + 12 + 3 and found["lane"] == "backfill"
    assert 3600 < found["seconds"] < 7300
    assert 290 <= found["left"]["order"] <= 350 and found["left"]["product"] > 100
    assert cli.running.report()["arrivals"] == before


def test_for_people_it_is_a_time_and_a_table(cli: CommandLine) -> None:
    result = cli("plan", "products.search=61", "--lane", "interactive")
    assert result.exit_code == 0, result.output
    assert "calls: 61" in result.stdout and "takes: 0:00:0" in result.stdout  # this sandbox has no pace
    assert "product\t59" in result.stdout


def test_a_job_that_cannot_be_read_is_a_usage_error(cli: CommandLine) -> None:
    for wrong in ("orders.search", "orders.search=many", "orders.search=10/0"):
        result = cli("plan", wrong)
        assert result.exit_code == 2 and "ITEMS_PER_CALL" in result.stderr
    assert "orders.nothing" in cli("plan", "orders.nothing=3").stderr
