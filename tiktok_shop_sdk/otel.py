"""
OpenTelemetry for the calls of a client: a span for each attempt, and metrics, of names and numbers alone.

`TikTokShop(account, observers=[OpenTelemetry()])`, with `pip install 'tiktok-shop-sdk[otel]'`. All that it knows are
the events of `core/observe.py`, so it has no address, no argument, no answer and no exception to give away; and it adds
nothing to a request, so no trace header and no baggage goes to the platform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .__about__ import VERSION
from .core.observe import Answered, Event, Paused, Refreshed, Refused, Waited
from .errors import DeclarationError

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

NAME = "tiktok_shop_sdk"
Attributes: TypeAlias = dict[str, str | int]


class OpenTelemetry:
    """An observer that makes spans and metrics, with the providers given or with the global ones.

    A span is a client's, named for its operation, and a child of whatever span the caller is in; it is made when its
    attempt is over. Times are in seconds. Raises `DeclarationError` without the extra.
    """

    def __init__(
        self, *, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
    ) -> None:
        try:
            from opentelemetry import metrics, trace  # an extra: for those who observe with it, and nobody else
        except ImportError:
            metrics = trace = None  # type: ignore[assignment]  # looked at right below
        if trace is None or metrics is None:
            raise DeclarationError("OpenTelemetry() needs an extra: pip install 'tiktok-shop-sdk[otel]'")
        self._trace = trace
        self._tracer = trace.get_tracer(NAME, VERSION, tracer_provider)
        meter = metrics.get_meter(NAME, VERSION, meter_provider)
        self._attempts = meter.create_histogram("tiktok_shop.attempt.duration", "s", "From its sending to its end")
        self._waits = meter.create_histogram("tiktok_shop.attempt.wait", "s", "In line for a slot")
        self._pauses = meter.create_counter("tiktok_shop.pauses", description="429s that stopped the account")
        self._refusals = meter.create_counter("tiktok_shop.refusals", description="Calls that we did not send")
        self._refreshes = meter.create_counter("tiktok_shop.refreshes", description="New tokens")

    def __call__(self, event: Event) -> None:
        """What an observer is told."""
        about: Attributes = {
            "tiktok_shop.operation": event.operation,
            "tiktok_shop.quota": event.quota,
            "tiktok_shop.lane": event.lane,
        }
        match event:
            case Waited():
                self._waits.record(event.seconds, about)
            case Answered():
                ended = {**about, **_end(event)}
                self._attempts.record(event.seconds, ended)
                self._span(event, ended)
            case Paused():
                self._pauses.add(1, about)
            case Refused():
                self._refusals.add(1, {**about, "error.type": event.error})
            case Refreshed():
                self._refreshes.add(1, about)

    def _span(self, event: Answered, attributes: Attributes) -> None:
        trace = self._trace
        span = self._tracer.start_span(
            event.operation,
            kind=trace.SpanKind.CLIENT,
            attributes={**attributes, "tiktok_shop.attempt": event.attempt},
            start_time=_nanoseconds(event.at - event.seconds),
        )
        if event.outcome != "ok":
            span.set_status(trace.StatusCode.ERROR, event.outcome)
        span.end(_nanoseconds(event.at))


def _end(event: Answered) -> Attributes:
    """How an attempt ended; what there was not is left out."""
    known = {"http.response.status_code": event.status, "tiktok_shop.code": event.code}
    return {"tiktok_shop.outcome": event.outcome, **{name: n for name, n in known.items() if n is not None}}


def _nanoseconds(seconds: float) -> int:
    return int(seconds * 1e9)
