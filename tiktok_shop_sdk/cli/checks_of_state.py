"""What `doctor` reads from the account's state: audit log, consent and quotas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ..core.logs import FileLog
from ..sinks.declared import AUDIT, reading
from ..sinks.forecast import SOON_DAYS, forecast
from ..sinks.verify import verify
from .audit_words import verdict_words
from .checks import Check
from .exits import Exit
from .screen import Screen

if TYPE_CHECKING:
    from ..account import Account
    from ..client import TikTokShop

_SOON = timedelta(days=14)


def audit_log(account: Account, screen: Screen) -> Check:
    """Whether the audit log is what was written; the doctor's own client comes after it."""
    if isinstance(account.audit, FileLog) and not (account.directory / AUDIT).is_dir():
        return Check("audit", "OK", "doctor.audit_none")
    with reading(account) as logs:
        verdict = min((verify(log.source, anchors=log.anchors) for log in logs), key=lambda found: found.ok)
    shown = {"verdict": verdict_words(screen, verdict), "records": verdict.records}
    if not verdict.ok:
        return Check("audit", "FAIL", "doctor.audit_not", shown, "doctor.audit_next", exit=Exit.AUDIT)
    if (log := account.directory / AUDIT).is_dir() and (left := forecast(log)).days < SOON_DAYS:
        values = {**shown, "days": int(left.days), "megabytes": round(left.per_day / 1e6, 1)}
        return Check("audit", "WARN", "doctor.audit_room", values, "doctor.state_full_next")
    return Check("audit", "OK", "doctor.audit_ok", shown)


def consent(client: TikTokShop) -> Check:
    """Whether there is a consent, and how long it holds; the access token is refreshed by itself."""
    status = client.auth_status()
    steps, code = "doctor.consent_next", Exit.CONSENT_NEEDED
    if status is None:
        return Check("consent", "FAIL", "doctor.consent_none", {}, steps, exit=code)
    now = datetime.now(UTC)
    ends = status.refresh_expires
    shown = {"seller": status.seller_name, "access": status.access_expires, "refresh": ends or "-"}
    if ends is not None and ends <= now:
        return Check("consent", "FAIL", "doctor.consent_over", shown, steps, exit=code)
    if ends is not None and ends <= now + _SOON:
        return Check("consent", "WARN", "doctor.consent_soon", shown, steps)
    return Check("consent", "OK", "doctor.consent_ok", shown)


def quotas(client: TikTokShop) -> Check:
    """How much is left, and whether the account is paused."""
    state = client.quota()
    windows = ", ".join(f"{w.name} {w.used}/{w.limit} in {w.period:g} s" for w in state.windows)
    shown: dict[str, object] = {"state": windows, "pace": state.pace}
    if state.paused_for > 0:
        why = {"seconds": state.paused_for, "reason": state.pause_reason or "-"}
        return Check("quota", "WARN", "doctor.quota_paused", why, "doctor.quota_paused_next")
    if any(window.left == 0 for window in state.windows):
        shown["seconds"] = max(window.next_free_in for window in state.windows)
        return Check("quota", "WARN", "doctor.quota_full", shown, "doctor.quota_full_next")
    return Check("quota", "OK", "doctor.quota_ok", shown)
