"""Spans and metrics by the real OpenTelemetry SDK, through both clients, with nothing sensitive in them."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from opentelemetry import baggage, context, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.flow.conftest import Rig
from tests.flow.test_observers import ORDER, observed, one_call
from tiktok_shop_sdk.errors import DeclarationError, Refused
from tiktok_shop_sdk.otel import OpenTelemetry

ALLOWED = {
    "tiktok_shop.operation", "tiktok_shop.quota", "tiktok_shop.lane", "tiktok_shop.outcome", "tiktok_shop.code",
    "tiktok_shop.attempt", "http.response.status_code", "error.type",
}  # fmt: skip


class Telemetry:
    """The SDK's own exporters, in memory."""

    def __init__(self) -> None:
        self.spans, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        tracers = TracerProvider()
        tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        self.tracer = tracers.get_tracer("the user's own")
        self.observer = OpenTelemetry(
            tracer_provider=tracers, meter_provider=MeterProvider(metric_readers=[self.reader])
        )

    def points(self) -> dict[str, list[Any]]:
        data = self.reader.get_metrics_data()
        assert data is not None
        metrics = (metric for of in data.resource_metrics for scope in of.scope_metrics for metric in scope.metrics)
        return {metric.name: list(metric.data.data_points) for metric in metrics}


def test_each_attempt_is_a_span_of_its_own_within_the_caller_s(rig: Rig) -> None:
    telemetry = Telemetry()
    rig.platform.trouble("429:7@+1")
    rig.lag = lambda: 0.2
    with telemetry.tracer.start_as_current_span("the user's job") as job:
        observed(rig, one_call(rig), telemetry.observer)
    first, second, _ = telemetry.spans.get_finished_spans()
    assert [first.name, second.name] == ["orders.get_price_detail"] * 2
    assert first.kind is trace.SpanKind.CLIENT
    assert first.parent is not None and first.parent.span_id == job.get_span_context().span_id
    assert dict(first.attributes or {}) == {
        "tiktok_shop.operation": "orders.get_price_detail",
        "tiktok_shop.quota": "order",
        "tiktok_shop.lane": "backfill",
        "tiktok_shop.outcome": "api_error",
        "tiktok_shop.attempt": 1,
        "tiktok_shop.code": 36009002,
        "http.response.status_code": 429,
    }
    assert (first.status.status_code, first.status.description) == (trace.StatusCode.ERROR, "api_error")
    assert second.status.status_code is trace.StatusCode.UNSET
    assert (second.end_time or 0) - (second.start_time or 0) >= 0.2e9
    assert first.events == second.events == ()  # an exception would be one


def test_the_metrics_count_attempts_waits_pauses_refusals_and_refreshes(rig: Rig) -> None:
    telemetry = Telemetry()
    rig.clock.sleep(6.8 * 86_400)
    rig.platform.trouble("429:7@+1")
    observed(rig, one_call(rig), telemetry.observer)
    with pytest.raises(Refused):
        observed(rig, lambda client: client.call("GET /product/202309/brands"), telemetry.observer)
    points = telemetry.points()
    counted = {
        name: sum(getattr(point, "count", 0) or getattr(point, "value", 0) for point in each)
        for name, each in points.items()
    }
    assert counted == {
        "tiktok_shop.attempt.duration": 3,
        "tiktok_shop.attempt.wait": 3,
        "tiktok_shop.pauses": 1,
        "tiktok_shop.refusals": 1,
        "tiktok_shop.refreshes": 1,
    }
    waits = sum(point.sum for point in points["tiktok_shop.attempt.wait"])
    assert 7 <= waits < 9


def test_nothing_sensitive_is_in_a_span_or_a_metric_and_nothing_is_added_to_a_request(rig: Rig) -> None:
    telemetry = Telemetry()
    headers: list[str] = []
    transport = rig.transport

    def watched() -> Any:
        made = transport()
        for name in ("handle_request", "handle_async_request"):
            handle = getattr(made, name)
            setattr(made, name, lambda request, handle=handle: headers.extend(request.headers) or handle(request))
        return made

    rig.transport = watched  # type: ignore[method-assign]
    token = context.attach(baggage.set_baggage("buyer", "Jane"))
    try:
        with telemetry.tracer.start_as_current_span("the user's job"):
            observed(rig, one_call(rig), telemetry.observer)
    finally:
        context.detach(token)
    span, _ = telemetry.spans.get_finished_spans()
    assert set(span.attributes or {}) <= ALLOWED
    for points in telemetry.points().values():
        assert all(set(point.attributes) <= ALLOWED for point in points)
    everything = span.to_json() + str(telemetry.points())
    secrets = [rig.shop_id, ORDER, "http://", "https://", "sign=", "Jane", rig.account.app.key]
    assert [secret for secret in secrets if secret in everything] == []
    assert "user-agent" in headers and not {"traceparent", "tracestate", "baggage", "b3"} & set(headers)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(DeclarationError, match=r"tiktok-shop-sdk\[otel\]"):
        OpenTelemetry()
