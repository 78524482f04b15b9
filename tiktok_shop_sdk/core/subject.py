"""For whom a call is made: a call for the wrong shop, asset or kind of token is refused before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InvalidRequest
from .errand import ShopRef
from .operation import Declaration
from .tokens import Grant

# `user_type` of a token answer (protocol facts, section 4).
USER_TYPES: Mapping[int, str] = {0: "seller", 1: "creator", 3: "partner"}


def wrong_subject(operation: Declaration[..., Any], shop: ShopRef | None) -> InvalidRequest | None:
    """The refusal of a call that lacks its shop or its category asset."""
    asset = shop is not None and shop.parameter == "category_asset_cipher"
    if operation.terms.cipher == "required" and (shop is None or asset):
        return InvalidRequest(
            "this operation is made for one shop",
            operation=operation.id,
            next_step="Call it on a shop: client.shop(shop)...",
            next_step_zh="请在店铺上调用:client.shop(shop)...",
        )
    if operation.terms.asset == "required" and not asset:
        return InvalidRequest(
            "this operation is made for one category asset of a partner",
            operation=operation.id,
            next_step="Call it on client.asset(asset), with one of client.authorization.category_assets().",
            next_step_zh="请在类目资产上调用:client.asset(asset)...,资产取自 client.authorization.category_assets()。",
        )
    return None


def wrong_token(operation: Declaration[..., Any], grant: Grant) -> InvalidRequest | None:
    """The refusal of a call that another kind of user must have consented to."""
    wanted, given = operation.terms.token, USER_TYPES.get(grant.user_type)
    if wanted == "any" or given is None or given == wanted:
        return None
    return InvalidRequest(
        f"this operation takes the token of a {wanted}, and this account's grant is a {given}'s",
        operation=operation.id,
        next_step=f"Make the call with an account to which a {wanted} consented.",
        next_step_zh="请使用由相应类型用户(卖家/达人/合作伙伴)授权的账号调用。",
    )
