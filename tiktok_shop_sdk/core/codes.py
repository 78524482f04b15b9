"""What the platform's error codes mean, which error they become, and what to do next, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ..errors import (
    ApiError,
    ClockSkew,
    ConsentNeeded,
    EgressNotAllowed,
    NotCertified,
    ScopeMissing,
    ServerError,
    ShopError,
    ShopInactive,
    Throttled,
    TokenRejected,
)
from .net import clean_text
from .request import Response

TOO_MANY_REQUESTS = 36009002
OVERLOADED_CODE = 36009004  # one code for many faults; only words in the message tell them apart
WITHDRAWN = 105001
TOKEN_EXPIRED = 105002
TEMPLATED_FAULT = 98001004


@dataclass(frozen=True, slots=True)
class Code:
    """One error code: its meaning in our words, the error it becomes, and the next step."""

    meaning: str
    next_step: str = ""
    next_step_zh: str = ""
    error: type[ShopError] = ApiError


# Source of the gateway codes: partner guide "Common errors"; of the business codes: the reference pages of 2026-04-30.
GATEWAY: Mapping[int, Code] = {
    36009002: Code("too many requests", error=Throttled),
    36009003: Code(
        "the platform failed",
        "Reads were repeated already. After a write, read the state before you repeat it.",
        "读操作已自动重试。写操作请先读取当前状态再决定是否重试。",
        ServerError,
    ),
    36009004: Code(
        "the gateway refuses the credentials or a parameter",
        "Check app key, token, API version and whether the operation takes a shop.",
        "请检查 app key、令牌、接口版本,以及该操作是否需要店铺。",
    ),
    36009007: Code(
        "the platform took too long",
        "Ask for less: a smaller page or a shorter time range.",
        "请减小请求规模:更小的分页或更短的时间范围。",
        ServerError,
    ),
    36009009: Code(
        "no such path",
        "Check the base URL; if it is right, this version of the SDK is too old for the platform.",
        "请检查接口地址;若地址正确,请升级本 SDK。",
    ),
    36009010: Code("wrong method for this path", "Upgrade the SDK.", "请升级本 SDK。"),
    36009014: Code("this API version is unknown or retired", "Upgrade the SDK.", "该接口版本已下线,请升级本 SDK。"),
    36009021: Code("the file is too large", "Send a smaller file.", "请上传更小的文件。"),
    36009022: Code("the body has the wrong format", "Upgrade the SDK.", "请求体格式错误,请升级本 SDK。"),
    36009023: Code("this operation takes multipart form data", "Upgrade the SDK.", "该操作需要表单上传,请升级本 SDK。"),
    36009033: Code(
        "the calling address is not on the app's allow list",
        "Register the egress address in the partner console, or correct the account's `egress`. Do not retry before.",
        "请在合作伙伴后台登记出口 IP,或修正账号的 egress。此前请勿重试。",
        EgressNotAllowed,
    ),
    36009037: Code(
        "the hourly allowance of a development shop is used up",
        "Wait until the hour turns.",
        "测试店铺的每小时额度已用完,请等待下一小时。",
    ),
    36009043: Code(
        "the shop is inactive", "Stop all calls for this shop.", "店铺未激活,请停止该店铺的所有调用。", ShopInactive
    ),
    36009044: Code(
        "the seller is inactive", "Stop all calls for this seller.", "卖家未激活,请停止该卖家的所有调用。", ShopInactive
    ),
    36004001: Code("the refresh token is expired", error=ConsentNeeded),
    36004003: Code(
        "the app key is not allowed here",
        "Check the app's state and market in the partner console.",
        "请在合作伙伴后台检查应用状态和所属市场。",
    ),
    36004004: Code(
        "the authorisation code is used, expired or wrong",
        "A code works once and for 30 minutes: let the seller consent again.",
        "授权码只能使用一次且 30 分钟内有效,请让卖家重新授权。",
        ConsentNeeded,
    ),
    36017010: Code("the widget's domain does not match", "Register the domain.", "请登记该域名。"),
    101000: Code(
        "token kind, shop or asset does not fit this operation",
        "Use the token of the right kind (seller, creator, partner) and a shop of this seller.",
        "请使用正确类型的令牌(卖家/达人/合作伙伴)以及该卖家的店铺。",
    ),
    105001: Code("the seller withdrew the grant, or the token is unknown", error=ConsentNeeded),
    105002: Code(
        "the access token is expired",
        "It was refreshed and refused again: let the seller consent again.",
        "令牌刷新后仍被拒绝,请让卖家重新授权。",
        TokenRejected,
    ),
    105004: Code("the token is not accepted", "Let the seller consent again.", "请让卖家重新授权。", TokenRejected),
    105005: Code(
        "the app or the grant lacks a scope",
        "Enable the scope in the partner console, then let the seller consent again: the old token does not get it.",
        "请在合作伙伴后台开通权限,然后让卖家重新授权;旧令牌不会获得新权限。",
        ScopeMissing,
    ),
    106001: Code(
        "the signature is wrong",
        "Check the app secret; a changed secret is the usual cause.",
        "请检查 app secret;最常见的原因是 secret 已更换。",
    ),
    106011: Code("a parameter is refused", "Check the shop.", "请检查店铺参数。"),
    106013: Code("the shop is missing", "Use client.shop(...).", "请使用 client.shop(...) 指定店铺。"),
    11007009: Code(
        "this endpoint is not opened for the app or scene", "Use the ordinary tracking call.", "请改用普通物流查询接口。"
    ),
    45101004: Code(
        "the daily allowance of 10,000 queries is used up", "Wait for the next day.", "每日 10,000 次查询额度已用完,请次日再试。"
    ),
    66009315: Code("no permission for this action", "Ask the owner.", "没有执行该操作的权限。"),
    98001004: Code(
        "a parameter is invalid",
        "Correct the parameter that the message names.",
        "请修正错误信息中指出的参数。",
    ),
}  # fmt: skip

BUSINESS: Mapping[int, Code] = {
    12052055: Code("the quantity is outside the allowed limits", "Send 0 to the platform's limit.", "库存数量超出允许范围。"),
    12052097: Code("unknown warehouse", "Read the shop's warehouses and use their ids.", "仓库不存在,请先读取店铺仓库列表。"),
    12052530: Code("the warehouse belongs to another seller", "Use this seller's warehouses.", "仓库属于其他卖家。"),
    12052531: Code("the warehouse is disabled", "Enable it, or use another.", "仓库已停用,请启用或更换仓库。"),
    12019028: Code("the SKU has several warehouses", "Name all of them in one call.", "该 SKU 有多个仓库,请在一次调用中全部填写。"),
    12052393: Code("the stock is locked by a promotion", "Wait for its end, or leave the promotion.", "库存被促销活动锁定。"),
    12052146: Code("the stock is committed", "Keep at least the committed quantity.", "库存已被占用,不能低于占用数量。"),
    12052850: Code("bundle stock cannot be edited", "Edit the stock of its parts.", "组合商品库存不可编辑,请修改其组成商品。"),
    12052921: Code("the stock is shared with a source shop", "Edit it in the source shop.", "库存与源店铺共享,请在源店铺修改。"),
    12052141: Code("the product is global", "Edit the global product.", "请修改全球商品。"),
    12052038: Code("the price is locked by a promotion", "Wait for its end.", "价格被促销活动锁定。"),
    12019045: Code("the price is locked by a promotion", "Wait for its end.", "价格被促销活动锁定。"),
    12052024: Code("the category is not a leaf", "Choose a leaf category.", "请选择叶子类目。"),
    12052700: Code("the seller is inactive", "Activate the seller first.", "卖家未激活。"),
    12052704: Code("the seller is unknown", "Check the shop.", "卖家不存在,请检查店铺。"),
    21011001: Code("unknown package", "Read the order's packages.", "包裹不存在,请先读取订单包裹。"),
    21011007: Code("an open after-sales case blocks shipping", "Close the case first.", "存在未完结的售后,无法发货。"),
    21008044: Code("an open after-sales case blocks shipping", "Close the case first.", "存在未完结的售后,无法发货。"),
    11006021: Code("already shipped", "Nothing is left to do.", "已发货。"),
    21011006: Code("already shipped", "Nothing is left to do.", "已发货。"),
    21011040: Code("already shipped", "Nothing is left to do.", "已发货。"),
    21008099: Code("already shipped", "Nothing is left to do.", "已发货。"),
    21011041: Code("the order is cancelled", "Do not ship it.", "订单已取消,请勿发货。"),
    21011048: Code("the order has several packages", "Name the line items.", "订单包含多个包裹,请指定商品行。"),
    21011026: Code("the tracking number is used too often", "Check it.", "运单号使用次数过多,请核对。"),
    21034012: Code("the tracking number is taken", "Check it.", "运单号已被使用,请核对。"),
    21008106: Code("not offered in this market", "Leave it out.", "该市场不支持此操作。"),
    25001003: Code("the order is in another state", "Read the order again.", "订单状态不符,请重新读取订单。"),
    25001010: Code("the return is finished", "Nothing is left to do.", "退货已完结。"),
    25001011: Code("a return is running", "Work on the running one.", "已有进行中的退货。"),
    25001014: Code("unknown reason", "Read the allowed reasons.", "原因不存在,请先读取可用原因。"),
    25001015: Code("the reason is not for sellers", "Choose a seller's reason.", "该原因不适用于卖家。"),
    25001020: Code("the reason was withdrawn", "Read the allowed reasons.", "该原因已停用。"),
    25001046: Code("stopped by risk control", "Ask the platform's support.", "被风控拦截,请联系平台客服。"),
    25005005: Code("the refund is too large", "Lower the amount.", "退款金额过大。"),
    25020005: Code("no right to do this", "Ask the shop's owner.", "没有操作权限。"),
    25020009: Code("already cancelled", "Nothing is left to do.", "已取消。"),
    25020011: Code("already received", "Nothing is left to do.", "已收货。"),
    177001008: Code("orders are created too fast", "Slow down.", "创建订单过快,请放慢。"),
}  # fmt: skip

# Words by which code 36009004 is told apart; they are compared, never shown.
_BY_WORDS: tuple[tuple[str, Code], ...] = (
    ("timestamp", Code("this machine's clock is off", error=ClockSkew)),
    ("app_key", Code("the app key is wrong", "Check `App(key=...)`.", "请检查 App(key=...)。")),
    ("sign", Code("the signature is missing or wrong", "Check the app secret.", "请检查 app secret。")),
    (
        "not required",
        Code("this operation takes no shop", "Call it on the client.", "该操作不带店铺,请直接在 client 上调用。"),
    ),
    ("version", GATEWAY[36009014]),
    ("token", Code("the token is missing or malformed", "Let the seller consent.", "请让卖家授权。", TokenRejected)),
)


def refusal(response: Response, code: int | None, message: str, *, request_id: str, operation: str) -> ShopError:
    """The error for an answer that is not a success. Classified by code first, by status second."""
    known = _known(response.status, code, message)
    facts: dict[str, Any] = {
        "operation": operation,
        "code": code,
        "request_id": request_id,
        "next_step": known.next_step,
        "next_step_zh": known.next_step_zh,
    }
    said = known.meaning
    if code == TEMPLATED_FAULT or operation.startswith("products."):
        words = clean_text(message)
        said = f"{said}: {words}" if words and words not in said else said
    if issubclass(known.error, Throttled):
        return known.error(said, retry_at=0.0, **facts)  # the flow knows the pause, and fills it in
    if issubclass(known.error, ClockSkew):
        return known.error(said, offset=None, **facts)
    return known.error(said, **facts)


def _known(status: int, code: int | None, message: str) -> Code:
    if code == OVERLOADED_CODE:
        words = message.lower()
        return next((known for word, known in _BY_WORDS if word in words), GATEWAY[OVERLOADED_CODE])
    if code is not None and code in GATEWAY:
        return GATEWAY[code]
    if status == 429:
        return GATEWAY[TOO_MANY_REQUESTS]
    if status == 403:
        return Code("the platform does not accept calls from this tool (HTTP 403)", error=NotCertified)
    if status >= 500:
        return Code(f"the platform failed (HTTP {status})", *_retry_words(), ServerError)
    if code is not None and code in BUSINESS:
        return BUSINESS[code]
    return Code(f"the platform refused the call (HTTP {status})")


def _retry_words() -> tuple[str, str]:
    failed = GATEWAY[36009003]
    return failed.next_step, failed.next_step_zh


def retry_after(response: Response, wall: float) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), or None if there is no usable one."""
    text = response.headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.replace(".", "", 1).isdigit() and text.isascii():
        return float(text[:12])
    at = _http_date(text)
    return None if at is None else max(0.0, at.timestamp() - wall)


def clock_offset(response: Response, wall: float) -> float | None:
    """Seconds by which this machine's clock runs ahead of the platform's Date header (whole seconds, and the way)."""
    at = _http_date(response.headers.get("date", ""))
    return None if at is None else wall - at.timestamp()


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000": UTC, and not this machine's zone
