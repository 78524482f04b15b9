"""What is known of single business codes beyond their kind: meaning and next step, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from .kinds import Words

BothWords: TypeAlias = tuple[Words, Words]  # English, Chinese

_PRICE_LOCKED: BothWords = (
    ("the price is locked by a promotion", "Wait for the promotion's end, or take the product out of it first."),
    ("价格被促销活动锁定", "请等待促销结束,或先将商品移出促销活动。"),
)
_SHIPPED: BothWords = (
    ("it was shipped already", "Nothing is left to do; read the package if you need its tracking."),
    ("已发货", "无需处理;如需物流信息请读取包裹。"),
)
_AFTER_SALES: BothWords = (
    ("an open after-sales case blocks shipping", "Decide the case first (`returns.search`)."),
    ("存在未完结的售后,无法发货", "请先处理该售后(returns.search)。"),
)
_REASONS = "Read the allowed reasons (`returns.list_reject_reasons`, `returns.get_aftersale_eligibility`) and use one."
_REASONS_ZH = "请读取可用原因(returns.list_reject_reasons、returns.get_aftersale_eligibility)并从中选择。"

# Source: the reference pages of 2026-04-30.
PARTICULAR: Mapping[int, BothWords] = {
    # Stock
    12052055: (
        ("the quantity is outside the allowed limits", "Send a quantity from 0 up to the platform's limit."),
        ("库存数量超出允许范围", "请填写 0 到平台上限之间的数量。"),
    ),
    12052097: (
        ("unknown warehouse", "Read the shop's warehouses (`logistics.list_warehouses`) and use their ids."),
        ("仓库不存在", "请先读取店铺仓库列表(logistics.list_warehouses)并使用其中的 ID。"),
    ),
    12052530: (
        ("the warehouse belongs to another seller", "Use this seller's warehouses (`logistics.list_warehouses`)."),
        ("仓库属于其他卖家", "请使用该卖家自己的仓库(logistics.list_warehouses)。"),
    ),
    12052531: (
        ("the warehouse is disabled", "Enable it in the Seller Center, or use another."),
        ("仓库已停用", "请在卖家中心启用该仓库,或更换仓库。"),
    ),
    12019028: (
        ("the SKU has several warehouses", "Name all of them in one call."),
        ("该 SKU 有多个仓库", "请在一次调用中全部填写。"),
    ),
    12052393: (
        ("the stock is locked by a promotion", "Wait for the promotion's end, or take the product out of it first."),
        ("库存被促销活动锁定", "请等待促销结束,或先将商品移出促销活动。"),
    ),
    12052146: (
        ("the stock is committed", "Keep at least the committed quantity."),
        ("库存已被占用", "库存不能低于已占用数量。"),
    ),
    12052850: (
        ("the stock of a bundle cannot be edited", "Edit the stock of its parts."),
        ("组合商品的库存不可编辑", "请修改其组成商品的库存。"),
    ),
    12052921: (
        ("the stock is shared with a source shop", "Edit it in the source shop."),
        ("库存与源店铺共享", "请在源店铺修改。"),
    ),
    # Products
    12052141: (
        ("the product is made from a global product", "Edit the global product (`global_products`)."),
        ("该商品由全球商品发布", "请修改全球商品(global_products)。"),
    ),
    12052038: _PRICE_LOCKED,
    12019045: _PRICE_LOCKED,
    12052024: (
        ("the category is not a leaf", "Choose a category without children (`products.list_categories`)."),
        ("类目不是叶子类目", "请选择叶子类目(products.list_categories)。"),
    ),
    12052700: (
        ("the seller is inactive", "Stop the calls for this seller until it is active again."),
        ("卖家未激活", "请停止该卖家的调用,直到卖家恢复。"),
    ),
    12052704: (
        ("the seller is unknown", "Use a shop of this grant, as client.shops() lists them."),
        ("卖家不存在", "请使用本授权下的店铺(见 client.shops())。"),
    ),
    # Shipping
    21011001: (
        ("unknown package", "Read the order's packages (`orders.get`, `fulfillment.search_packages`)."),
        ("包裹不存在", "请先读取订单的包裹(orders.get、fulfillment.search_packages)。"),
    ),
    21011007: _AFTER_SALES,
    21008044: _AFTER_SALES,
    11006021: _SHIPPED,
    21011006: _SHIPPED,
    21011040: _SHIPPED,
    21008099: _SHIPPED,
    21011041: (
        ("the order is cancelled", "Do not ship it."),
        ("订单已取消", "请勿发货。"),
    ),
    21011048: (
        ("the order has several packages", "Name the line items."),
        ("订单包含多个包裹", "请指定商品行。"),
    ),
    21011026: (
        ("the tracking number is used too often", "Check the tracking number; each shipment needs its own."),
        ("运单号使用次数过多", "请核对运单号;每次发货应使用不同的运单号。"),
    ),
    21034012: (
        ("the tracking number is taken", "Check the tracking number; another package has it."),
        ("运单号已被使用", "请核对运单号;它已用于其他包裹。"),
    ),
    21008106: (
        ("this is not offered in the shop's market", "Leave the call out for this shop."),
        ("店铺所在市场不支持此操作", "请勿对该店铺调用此接口。"),
    ),
    # Returns, refunds, cancellations
    25001003: (
        ("the order is in another state", "Read the order again (`orders.get`) and decide by its present state."),
        ("订单状态不符", "请重新读取订单(orders.get),按最新状态处理。"),
    ),
    25001010: (
        ("the return is finished", "Nothing is left to do."),
        ("退货已完结", "无需处理。"),
    ),
    25001011: (
        ("a return is running already", "Go on with the running one (`returns.search`)."),
        ("已有进行中的退货", "请处理进行中的退货(returns.search)。"),
    ),
    25001014: (("the reason is unknown", _REASONS), ("原因不存在", _REASONS_ZH)),
    25001015: (("the reason is not for sellers", _REASONS), ("该原因不适用于卖家", _REASONS_ZH)),
    25001020: (("the reason was withdrawn", _REASONS), ("该原因已停用", _REASONS_ZH)),
    25001046: (
        (
            "stopped by the platform's risk control",
            "Ask the platform's support, with the request id; do not repeat it.",
        ),
        ("被平台风控拦截", "请携带 request_id 联系平台客服,请勿重试。"),
    ),
    25005005: (
        ("the refund is too large", "Lower the amount; `returns.calculate_refund` says what is possible."),
        ("退款金额过大", "请降低金额;可用 returns.calculate_refund 查询可退金额。"),
    ),
    25020005: (
        ("no right to do this", "Ask the shop's owner for the right; do not repeat the call before."),
        ("没有操作权限", "请向店铺所有者申请权限;此前请勿重试。"),
    ),
    25020009: (
        ("it was cancelled already", "Nothing is left to do."),
        ("已取消", "无需处理。"),
    ),
    25020011: (
        ("it was received already", "Nothing is left to do."),
        ("已收货", "无需处理。"),
    ),
    # Multi-channel orders
    177001008: (
        ("orders are created too fast", "The account slows down by itself; spread the orders over more time."),
        ("创建订单过快", "账号会自动放慢;请将订单分散到更长时间内创建。"),
    ),
}
