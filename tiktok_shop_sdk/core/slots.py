"""
When the next call may leave, and what each answer changes: the decisions that every ledger shares.

A slot is three numbers: `start` (when it was booked or sent), `release` (the moment from which its period
runs) and `holder` (the serial of the booking that has not settled it yet, 0 when settled). A store keeps the
slots of a window ordered by release, how many it holds, and the latest release it has overwritten
(`forgotten`, NEVER at first).

Slots that the table never held are free only as far as nothing was forgotten: after a run with a smaller
limit the table remembers fewer starts than there were, so a missing slot counts as released when the last
forgotten one was. After a run with a larger limit the table holds more slots than the limit, and all of them
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import EgressRefused
from .limits import (
    Answered,
    Booking,
    Limits,
    Lost,
    QuotaState,
    Standing,
    Told,
    TooMany,
    Wait,
    Window,
    WindowState,
)


def deciding_rank(window: Window, held: int) -> int | None:
    """Which slot must be free for a start, from the smallest release on; None: those never held are enough."""
    rank = held - window.limit + window.cost - 1
    return None if rank < 0 else rank


def slot_by_slot(windows: Iterable[Window]) -> Iterator[Window]:
    """Each window as often as a call needs a slot of it."""
    return (window for window in windows for _ in range(window.cost))


def opens_at(limits: Limits, window: Window, release: float) -> float:
    """When a slot with this release may be taken."""
    return release + window.period * (1.0 + limits.drift)


def in_force_after(limits: Limits, window: Window, now: float) -> float:
    """Slots with a later release than this are still counted now."""
    return now - window.period * (1.0 + limits.drift)


def pace_of(limits: Limits, standing: Standing) -> float:
    """Seconds between two sendings just now."""
    return max(limits.pace, standing.pace)


def wait_to_book(
    limits: Limits, standing: Standing, openings: Iterable[tuple[Window, float]], now: float
) -> Wait | None:
    """The longest of the reasons not to book now: a full window, the pace, a pause. None: book.

    A release in the future is the worst one of a call that is on its way, and may come earlier by settling. But no
    slot opens less than a period from now then, so that is when to ask again.
    """
    last = max(standing.booked, standing.sent)
    wait = wait_to_send(limits, standing, last, now)
    until = now if wait is None else now + wait.seconds
    for window, opens in openings:
        asks = min(opens, opens_at(limits, window, now))
        if asks > until:
            until, wait = asks, Wait(asks - now, "window", window.name)
    return wait


def wait_to_send(limits: Limits, standing: Standing, last: float, now: float) -> Wait | None:
    """The longer of a pause and what is missing to the pace since `last`. None: send."""
    paced = last + pace_of(limits, standing)
    if standing.paused_until > now and standing.paused_until >= paced:
        return Wait(standing.paused_until - now, "pause")
    return Wait(paced - now, "pace") if paced > now else None


def wait_to_confirm(limits: Limits, standing: Standing, booking: Booking, slots_held: int, now: float) -> Wait | None:
    """The last check at the moment of sending; a booking that lost a slot must book again."""
    if slots_held < sum(window.cost for window in booking.windows):
        return Wait(0.0, "window", booking.windows[0].name)
    return wait_to_send(limits, standing, standing.sent, now)


def by_one_egress(standing: Standing, egress: str) -> Standing:
    """The first who books states by which egress the account calls; `EgressRefused` for whoever states another."""
    if not egress or standing.egress == egress:
        return standing
    if standing.egress:
        raise other_egress(standing.egress, egress)
    return standing._replace(egress=egress)


def other_egress(kept: str, declared: str) -> EgressRefused:
    """What to say to whoever declares another egress than the one by which the account calls."""
    return EgressRefused(
        f"this account calls by {kept}, and here {declared} is declared: one account has one egress",
        next_step="Declare the same egress in every process and on every machine of this account. To change it on "
        "purpose, run `tiktok-shop egress move`.",
        next_step_zh="请在该账号的所有进程和机器上声明同一出口;如需变更,请运行 tiktok-shop egress move。",
    )


def after_booking(standing: Standing, now: float) -> Standing:
    return standing._replace(serial=standing.serial + 1, booked=now)


def after_sending(standing: Standing, now: float) -> Standing:
    return standing._replace(sent=now)


def settled_release(release: float, told: Told, now: float) -> float | None:
    """The release of a slot after its call ended; None: unknown, so unchanged."""
    return None if isinstance(told, Lost) else min(release, now)


def after_settling(
    limits: Limits, standing: Standing, booked: float, told: Told, now: float, jitter: float
) -> Standing:
    """What the end of a call booked at `booked` says about the account; `jitter` in [0, limits.jitter].

    A call that was booked before the last 429 is part of the same trouble: a further 429 may extend the
    pause, but it is no second strike, and a good answer says nothing about the account after that 429.
    """
    old_news = booked <= standing.struck
    if isinstance(told, TooMany):
        if not old_news:
            pace = max(limits.pace, min(2 * pace_of(limits, standing), limits.pace_cap))
            standing = standing._replace(strikes=standing.strikes + 1, pace=pace, struck=now)
        seconds, reason = pause_after(limits, told, standing.strikes, jitter)
        return after_pause(limits, standing, seconds, reason, now)
    recovering = standing.strikes or standing.pace
    if isinstance(told, Answered) and told.ok and recovering and not old_news:
        pace = pace_of(limits, standing) * 0.9
        return standing._replace(strikes=0, pace=pace if pace > limits.pace else 0.0)
    return standing


def pause_after(limits: Limits, told: TooMany, strikes: int, jitter: float) -> tuple[float, str]:
    """How long the account stops after a 429, in seconds, and the reason to tell."""
    asked = told.retry_after
    if asked is not None and asked > limits.pause_cap:
        return limits.pause_cap, f"429, Retry-After of {asked:g} s capped at {limits.pause_cap:g} s"
    if asked is not None and asked >= 0:  # not a NaN
        return asked, f"429, Retry-After of {asked:g} s"
    doublings = min(max(strikes, 1) - 1, 64)  # 2.0 ** 1024 would overflow
    seconds = min(limits.backoff_cap, limits.backoff_base * 2.0**doublings) + jitter
    return seconds, f"429, back-off of {seconds:.1f} s"


def after_pause(limits: Limits, standing: Standing, seconds: float, reason: str, now: float) -> Standing:
    """A pause only ever grows."""
    until = now + min(seconds, limits.pause_cap)
    if not until > standing.paused_until:
        return standing
    return standing._replace(paused_at=now, paused_until=until, pause_reason=reason)


def standing_after_reboot(standing: Standing) -> Standing:
    """Nobody knows when before this boot it was: everything counts as if it had happened at the boot, 0.

    A pause runs its whole length again, unless a booking shows that it was over.
    """
    over = standing.booked >= standing.paused_until
    length = 0.0 if over else standing.paused_until - standing.paused_at
    return standing._replace(booked=0.0, sent=0.0, paused_at=0.0, paused_until=length, struck=0.0)


def release_after_reboot(start: float, release: float, holder: int) -> float:
    """The same for a slot: a settled one is released at the boot, another holds as long from there."""
    return release - start if holder else 0.0


def window_state(limits: Limits, window: Window, in_force: Iterable[float], release: float, now: float) -> WindowState:
    """`in_force`: the releases that are still counted, ascending; `release` is that of the slot which decides."""
    frees_in = tuple(opens_at(limits, window, each) - now for each in in_force)
    wait = max(0.0, opens_at(limits, window, release) - now)
    left = 0 if wait else window.limit - len(frees_in)
    return WindowState(window.name, window.limit, window.period, len(frees_in), left, wait, frees_in)


def quota_state(limits: Limits, standing: Standing, windows: Iterable[WindowState], now: float) -> QuotaState:
    paused = max(0.0, standing.paused_until - now)
    reason = standing.pause_reason if paused else ""
    return QuotaState(tuple(windows), paused, reason, pace_of(limits, standing), standing.strikes)
