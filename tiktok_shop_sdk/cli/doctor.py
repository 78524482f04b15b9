"""`tiktok-shop doctor`: checks the account, this machine and the audit log, and says what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import ShopError
from .checks import Check, declarations, egress, local_directory, statement, wall_clock
from .commands import command, option, pass_session
from .exits import Exit, exit_code, in_language, title_of
from .session import Session

if TYPE_CHECKING:
    from ..account import Account
    from ..client import TikTokShop

_STYLES = {"OK": "green", "WARN": "yellow", "FAIL": "red"}


@command("help.doctor")
@option("--call", "makes_call", is_flag=True, help="option.call")
@pass_session
def doctor(session: Session, makes_call: bool) -> int:
    checks: list[Check] = []
    for check in _checks(session, makes_call):
        checks.append(check)
        if not session.json:
            _show(session, check)
    failed = [check for check in checks if check.level == "FAIL"]
    code = failed[0].exit if failed else Exit.OK
    if session.json:
        session.screen.document(
            {"ok": not failed, "exit_code": int(code), "checks": [_plain(session, c) for c in checks]}
        )
    else:
        warnings = sum(check.level == "WARN" for check in checks)
        session.screen.note("doctor.over", checks=len(checks), failed=len(failed), warnings=warnings)
    return code


def _checks(session: Session, makes_call: bool) -> Iterator[Check]:
    try:
        account = session.account()
    except ShopError as error:
        yield _failed(session, "account", error)
        return
    yield from declarations(account, session.account_source())
    yield statement(account)
    directory = local_directory(account)
    yield directory
    yield wall_clock(account)
    yield egress(account)
    if directory.level != "FAIL":
        from .checks_of_state import audit_log

        yield audit_log(account, session.screen)
        yield from _of_client(session, account, makes_call)


def _of_client(session: Session, account: Account, makes_call: bool) -> Iterator[Check]:
    from ..client import TikTokShop
    from .checks_of_state import consent, quotas

    try:
        with TikTokShop(account) as client:
            yield consent(client)
            yield quotas(client)
            if makes_call:
                yield _call(session, client)
    except ShopError as error:
        yield _failed(session, "client", error)


def _call(session: Session, client: TikTokShop) -> Check:
    try:
        shops = client.within(max_wait=session.max_wait).shops()
    except ShopError as error:
        return _failed(session, "call", error)
    return Check("call", "OK", "doctor.call_ok", {"shops": len(shops)})


def _failed(session: Session, name: str, error: ShopError) -> Check:
    """An error of the SDK as a check: its own words and next step."""
    said = f"{session.screen.say(title_of(error))}: {in_language(session.language, error, 'message')}"
    steps = in_language(session.language, error, "next_step")
    return Check(name, "FAIL", "doctor.said", {"said": said}, "doctor.said_next", {"steps": steps}, exit_code(error))


def _show(session: Session, check: Check) -> None:
    screen = session.screen
    name = screen.say(f"doctor.name.{check.name}")
    screen.verdict(check.level, f"{name}: {screen.say(check.key, **check.values)}", _STYLES[check.level])
    if check.level != "OK" and check.next_key:
        screen.text(f"      {screen.say(check.next_key, **check.next_values)}")


def _plain(session: Session, check: Check) -> dict[str, object]:
    say = session.screen.say
    steps = say(check.next_key, **check.next_values) if check.level != "OK" and check.next_key else None
    return {
        "check": check.name,
        "level": check.level,
        "message": say(check.key, **check.values),
        "next_step": steps,
    }
