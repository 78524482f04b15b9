"""
The kinds of refusal: what each means, whether it passes by itself, which error it becomes, and what to do next.

Of most codes no more is known than their kind, so the kind has the words. Here are the kinds of the business codes;
`gateway` has those with one code each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...errors import ApiError, ServerError, ShopError, Throttled

Words: TypeAlias = tuple[str, str]
"""What it means, and what to do next (empty: what the error itself says)."""

Again: TypeAlias = Literal["never", "later", "next_hour", "next_day", "after_refresh", "by_message"]
"""When the same call may succeed: never means not before something was changed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of refusal; `{it}` and `{read}` in its words are filled from `subjects`."""

    name: str
    english: Words
    chinese: Words
    again: Again = "never"
    error: type[ShopError] = ApiError


RATE_LIMIT = Kind("rate_limit", ("too many requests", ""), ("请求过于频繁", ""), "later", Throttled)
INTERNAL = Kind(
    "internal",
    ("the platform failed", "Reads were repeated already. After a write, read the state before you repeat it."),
    ("平台出现故障", "读操作已自动重试。写操作请先读取当前状态再决定是否重试。"),
    "later",
    ServerError,
)

_BUSINESS = (
    Kind(
        "invalid_input",
        (
            "a value of the call is missing or not accepted",
            "Compare the arguments with the operation's documentation and correct them; "
            "the same call will be refused again.",
        ),
        ("请求中的某个参数缺失或不被接受", "请对照接口文档检查并修正参数;原样重试仍会被拒绝。"),
    ),
    Kind(
        "not_found",
        (
            "something that the call names does not exist, or does not belong to this shop",
            "Read {it} again ({read}), take the ids from there, and check that they are of this shop.",
        ),
        ("请求中引用的对象不存在,或不属于该店铺", "请重新读取{it}({read}),使用其中的 ID,并确认其属于该店铺。"),
    ),
    Kind(
        "state",
        (
            "{it} is not in a state that allows this call",
            "Read {it} again ({read}) and act on what you find; the same call will not work before its state changes.",
        ),
        ("{it}当前的状态不允许此操作", "请重新读取{it}({read}),按最新状态处理;状态改变之前请勿重试。"),
    ),
    Kind(
        "conflict_or_duplicate",
        (
            "it was done before, or something else stands in its way",
            "Read {it} again ({read}): if what you wanted is there, nothing is left to do; "
            "otherwise settle what stands in the way first.",
        ),
        ("操作已执行过,或与其他内容冲突", "请重新读取{it}({read}):若已是所需结果则无需处理,否则请先解决冲突。"),
    ),
    Kind(
        "quota_or_size",
        (
            "a number or a size is outside what is allowed",
            "Stay within the bounds that the operation's documentation names; "
            "if the shop's own allowance is used up, wait until the platform renews it.",
        ),
        ("数量或大小超出允许范围", "请按接口文档的限制调整;若店铺自身额度已用完,请等待平台恢复额度。"),
    ),
    Kind(
        "permission",
        (
            "the seller, the shop or the app may not do this",
            "Check the shop's rights in the Seller Center and the app's scopes in the partner console; "
            "do not repeat the call before.",
        ),
        ("卖家、店铺或应用无权执行此操作", "请在卖家中心检查店铺权限,在合作伙伴后台检查应用权限;此前请勿重试。"),
    ),
    Kind(
        "unsupported_market",
        (
            "this is not offered for the market, or for this kind of shop or item",
            "Leave the field or the call out here; the operation's documentation says where it is offered.",
        ),
        ("该市场、店铺类型或商品类型不支持此操作", "此处请去掉该字段或不调用该接口;支持范围见接口文档。"),
    ),
    Kind(
        "business",
        (
            "a rule of the platform does not allow it",
            "Look the code up on the operation's documentation page, compare {it} ({read}) and correct what does not "
            "fit; the same call will be refused again.",
        ),
        ("不符合平台业务规则", "请在接口文档中查询该错误码,核对{it}({read})并修正;原样重试仍会被拒绝。"),
    ),
    RATE_LIMIT,
    INTERNAL,
)

BUSINESS: Mapping[str, Kind] = {kind.name: kind for kind in _BUSINESS}
