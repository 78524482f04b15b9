"""The 30 codes with which the gateway itself refuses, and the many faults that share code 36009004."""

from __future__ import annotations

from collections.abc import Mapping

from ...errors import (
    AllowanceUsedUp,
    ClockSkew,
    ConsentNeeded,
    EgressNotAllowed,
    ScopeMissing,
    ServerError,
    ShopInactive,
    TokenRejected,
)
from .kinds import INTERNAL, RATE_LIMIT, Kind

_VERSION = Kind(
    "version_retired_or_invalid",
    ("this API version is unknown or retired", "Upgrade the SDK, or unpin the version if the account pins one."),
    ("该接口版本不存在或已下线", "请升级本 SDK;若账号固定了版本,请取消固定。"),
)

# Source: partner guide "Common errors"; 105004, 106011, 11007009, 36009037, 36009043 and 36009044 are secondary.
GATEWAY: Mapping[int, Kind] = {
    36009002: RATE_LIMIT,
    36009003: INTERNAL,
    36009004: Kind(
        "credentials_or_parameter",
        (
            "the gateway refuses the credentials or a parameter",
            "Check app key, token, API version and whether the operation takes a shop.",
        ),
        ("网关拒绝了凭证或某个参数", "请检查 app key、令牌、接口版本,以及该操作是否需要店铺。"),
        "by_message",
    ),
    36009007: Kind(
        "timeout",
        ("the platform took too long", "Ask for less: a smaller page or a shorter time range."),
        ("平台处理超时", "请减小请求规模:更小的分页或更短的时间范围。"),
        "later",
        ServerError,
    ),
    36009009: Kind(
        "unknown_path",
        ("no such path", "Check the base URL; if it is right, this SDK is too old for the platform."),
        ("接口路径不存在", "请检查接口地址;若地址正确,请升级本 SDK。"),
    ),
    36009010: Kind(
        "method_not_allowed",
        ("wrong method for this path", "Upgrade the SDK."),
        ("该路径不支持此 HTTP 方法", "请升级本 SDK。"),
    ),
    36009014: _VERSION,
    36009021: Kind(
        "file_too_large",
        ("the file is too large", "Send a smaller file."),
        ("文件过大", "请上传更小的文件。"),
    ),
    36009022: Kind(
        "body_format",
        ("the body has the wrong format", "Upgrade the SDK."),
        ("请求体格式错误", "请升级本 SDK。"),
    ),
    36009023: Kind(
        "multipart_required",
        ("this operation takes multipart form data", "Upgrade the SDK."),
        ("该操作需要以表单上传", "请升级本 SDK。"),
    ),
    36009033: Kind(
        "ip_not_allowed",
        (
            "the calling address is not on the app's allow list",
            "Register the egress address in the partner console, or correct the account's `egress`. "
            "Do not repeat the call before.",
        ),
        ("调用 IP 不在应用的白名单内", "请在合作伙伴后台登记出口 IP,或修正账号的 egress。此前请勿重试。"),
        error=EgressNotAllowed,
    ),
    36009037: Kind(
        "sandbox_hourly_limit",
        ("the hourly allowance of a development shop is used up", ""),
        ("测试店铺的每小时额度已用完", ""),
        "next_hour",
        AllowanceUsedUp,
    ),
    36009043: Kind(
        "shop_inactive",
        ("the shop is inactive", "Stop all calls for this shop until it is active again."),
        ("店铺未激活", "请停止该店铺的所有调用,直到店铺恢复。"),
        error=ShopInactive,
    ),
    36009044: Kind(
        "seller_inactive",
        ("the seller is inactive", "Stop all calls for this seller until it is active again."),
        ("卖家未激活", "请停止该卖家的所有调用,直到卖家恢复。"),
        error=ShopInactive,
    ),
    36004001: Kind(
        "refresh_token_expired",
        ("the refresh token is expired", ""),
        ("刷新令牌已过期", ""),
        error=ConsentNeeded,
    ),
    36004003: Kind(
        "app_key_not_allowed",
        ("the app key is not allowed here", "Check the app's state and market in the partner console."),
        ("该 app key 不被允许", "请在合作伙伴后台检查应用状态和所属市场。"),
    ),
    36004004: Kind(
        "auth_code_invalid_used_or_expired",
        (
            "the authorisation code is used, expired or wrong",
            "A code works once and for 30 minutes: let the seller consent again.",
        ),
        ("授权码已使用、过期或有误", "授权码只能使用一次且 30 分钟内有效,请让卖家重新授权。"),
        error=ConsentNeeded,
    ),
    36017010: Kind(
        "widget_domain_mismatch",
        ("the widget's domain does not match", "Register the domain in the partner console."),
        ("组件域名不匹配", "请在合作伙伴后台登记该域名。"),
    ),
    101000: Kind(
        "token_kind_or_cipher_mismatch",
        (
            "token kind, shop or category asset does not fit this operation",
            "Use the token of the right kind (seller, creator, partner) and a shop or asset of the same grant.",
        ),
        ("令牌类型、店铺或类目资产与该操作不符", "请使用正确类型的令牌(卖家/达人/合作伙伴)及同一授权下的店铺或资产。"),
    ),
    105001: Kind(
        "token_deauthorized_or_invalid",
        ("the seller withdrew the grant, or the token is unknown", ""),
        ("卖家已取消授权,或令牌无效", ""),
        error=ConsentNeeded,
    ),
    105002: Kind(
        "access_token_expired",
        ("the access token is expired", "It was refreshed and refused again: let the seller consent again."),
        ("访问令牌已过期", "令牌刷新后仍被拒绝,请让卖家重新授权。"),
        "after_refresh",
        TokenRejected,
    ),
    105004: Kind(
        "token_not_accepted",
        ("the token is not accepted", "Let the seller consent again."),
        ("令牌不被接受", "请让卖家重新授权。"),
        error=TokenRejected,
    ),
    105005: Kind(
        "scope_missing",
        (
            "the app or the grant lacks a scope",
            "Enable the scope in the partner console, then let the seller consent again; "
            "the old token does not get it.",
        ),
        ("应用或授权缺少权限", "请在合作伙伴后台开通权限,然后让卖家重新授权;旧令牌不会获得新权限。"),
        error=ScopeMissing,
    ),
    106001: Kind(
        "signature_invalid",
        ("the signature is wrong", "Check the app secret; a changed secret is the usual cause."),
        ("签名错误", "请检查 app secret;最常见的原因是 secret 已更换。"),
    ),
    106011: Kind(
        "parameter_refused",
        ("a parameter is refused, most likely the shop", "Check the shop; do not repeat the call before."),
        ("某个参数被拒绝,通常是店铺参数", "请检查店铺参数;此前请勿重试。"),
    ),
    106013: Kind(
        "shop_cipher_missing",
        ("the shop is missing", "Call it on a shop: client.shop(...)."),
        ("缺少店铺", "请在店铺上调用:client.shop(...)。"),
    ),
    11007009: Kind(
        "not_in_supported_scene",
        ("this endpoint is not opened for the app or scene", "Use `fulfillment.get_tracking` instead."),
        ("该接口未对此应用或场景开放", "请改用 fulfillment.get_tracking。"),
    ),
    45101004: Kind(
        "daily_query_quota",
        ("the daily allowance of 10,000 creator and chat queries is used up", ""),
        ("每日 10,000 次达人与会话查询额度已用完", ""),
        "next_day",
        AllowanceUsedUp,
    ),
    66009315: Kind(
        "no_permission_for_action",
        ("no permission for this action in the live room", "Ask the live room's owner for the right."),
        ("没有在该直播间执行此操作的权限", "请向直播间所有者申请权限。"),
    ),
    98001004: Kind(
        "parameter_invalid_templated",
        ("a parameter is invalid", "Correct the parameter that the message names."),
        ("参数无效", "请修正错误信息中指出的参数。"),
    ),
}

# Code 36009004 by the words of its message, the first pattern that is found. The words are compared, never shown.
TOLD_APART: tuple[tuple[str, Kind], ...] = (
    (
        r"\btimestamp\b",
        Kind(
            "timestamp_outside_window",
            ("this machine's clock is off", ""),
            ("本机时钟不准", ""),
            error=ClockSkew,
        ),
    ),
    (
        r"access[-_ ]token|\btoken\b.*\bheader\b|\bheader\b.*\btoken\b",
        Kind(
            "token_missing_or_malformed",
            ("the token is missing or malformed", "Let the seller consent again."),
            ("令牌缺失或格式错误", "请让卖家重新授权。"),
            error=TokenRejected,
        ),
    ),
    (
        r"\bapp[_ ]?key\b",
        Kind(
            "app_key_invalid",
            ("the app key is wrong", "Check `App(key=...)`."),
            ("app key 错误", "请检查 App(key=...)。"),
        ),
    ),
    (
        r"\bsign(ature)?\b",
        Kind(
            "signature_missing",
            ("the signature is missing or malformed", "Check the app secret."),
            ("签名缺失或格式错误", "请检查 app secret。"),
        ),
    ),
    (
        r"\bcategory_asset_cipher\b",
        Kind(
            "category_asset_unexpected",
            (
                "this operation does not take this category asset",
                "Call it on the client; where an asset is needed, take it from `authorization.category_assets`.",
            ),
            ("该操作不接受此类目资产", "请直接在 client 上调用;需要类目资产时请取自 authorization.category_assets。"),
        ),
    ),
    (
        r"\bnot required\b",
        Kind(
            "shop_cipher_unexpected",
            ("this operation takes no shop", "Call it on the client."),
            ("该操作不带店铺", "请直接在 client 上调用。"),
        ),
    ),
    (
        r"\bshop[_ ]?(id|cipher)\b",
        Kind(
            "shop_invalid",
            ("the shop is not accepted", "Use a shop of this grant, as client.shops() lists them."),
            ("店铺不被接受", "请使用本授权下的店铺(见 client.shops())。"),
        ),
    ),
    (r"\bversion\b", _VERSION),
)
