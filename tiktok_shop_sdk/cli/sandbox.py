"""`tiktok-shop sandbox`: a TikTok Shop on this machine, until Ctrl-C; needs the extra `sandbox`."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from .commands import command, option, pass_session
from .session import Session

if TYPE_CHECKING:
    from ..sandbox import Platform
    from ..sandbox.app import RunningSandbox

ACCOUNT_FILE = """\
name = "sandbox"
[app]
key = "{key}"
secret = "{secret}"  # of the sandbox, for everyone
[user_agent]
application = "my-erp"
version = "1.0"
contact = "me@example.com"
uncertified_because = "a sandbox on this machine"
[statement]
ready = "order_fulfilment"
filed = 2026-01-01
[egress]
registered = "127.0.0.1"
[endpoints]
sandbox = "{url}"
"""


def require_extra(session: Session) -> None:
    """Raise a usage error unless the sandbox can be served."""
    if any(find_spec(name) is None for name in ("starlette", "uvicorn")):
        raise click.UsageError(session.screen.say("error.extra_sandbox"))


@command("help.sandbox")
@option("--port", type=click.IntRange(0, 65535), default=8765, metavar="PORT")
@option("--seed", type=int, default=7, metavar="NUMBER")
@option("--orders", type=click.IntRange(0, 100_000), default=150, metavar="NUMBER")
@option("--fail", multiple=True, metavar="SPEC")
@option("--webhooks", metavar="URL")
@option("--certified-only", is_flag=True)
@pass_session
def sandbox(
    session: Session,
    port: int,
    seed: int,
    orders: int,
    fail: tuple[str, ...],
    webhooks: str | None,
    certified_only: bool,
) -> None:
    require_extra(session)
    from ..sandbox.app import running_sandbox

    platform = _platform(seed, orders, fail, certified_only)
    if webhooks:
        platform.messenger.use_address(webhooks)
    try:
        with running_sandbox(platform, port=port) as running:
            _until_interrupted(session, running)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise click.UsageError(session.screen.say("usage.port_taken", port=port, reason=reason)) from None
    _say_what_was_seen(session, platform)


def _platform(seed: int, orders: int, fail: tuple[str, ...], certified_only: bool) -> Platform:
    from ..sandbox import BadTrouble, Platform, World

    try:
        world = World(epoch=time.time(), seed=seed, orders=orders)
        return Platform(world=world, fail=fail, certified_only=certified_only)
    except BadTrouble as bad:
        raise click.UsageError(str(bad)) from None


def _announce(session: Session, running: RunningSandbox) -> None:
    from ..sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET

    if session.json:
        session.screen.line({"url": running.url, "app_key": SANDBOX_APP_KEY})
    else:
        session.screen.note("sandbox.account")
        text = ACCOUNT_FILE.format(key=SANDBOX_APP_KEY, secret=SANDBOX_APP_SECRET, url=running.url)
        session.screen.text(text)
    session.screen.note("sandbox.ready", url=running.url)


def _until_interrupted(session: Session, running: RunningSandbox) -> None:
    try:
        _announce(session, running)
        while True:
            time.sleep(0.5)
    except KeyboardInterrupt:
        return


def _say_what_was_seen(session: Session, platform: Platform) -> None:
    report = platform.report()
    if session.json:
        session.screen.line(report)
        return
    broken = session.screen.say("sandbox.clean" if report["clean"] else "sandbox.broken")
    session.screen.note("sandbox.over", arrivals=report["arrivals"], violations=broken)
