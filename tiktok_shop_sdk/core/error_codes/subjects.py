"""What the calls of a family are about, and which calls read it: what fills the words of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What the calls of one family are about, and the operations that read it."""

    it: str
    it_zh: str
    reads: tuple[str, ...]

    def fill(self, english: str, chinese: str) -> tuple[str, str]:
        """Both texts with `{it}` and `{read}` filled in."""
        read = ", ".join(f"`{name}`" for name in self.reads)
        read_zh = "、".join(self.reads)
        return english.format(it=self.it, read=read), chinese.format(it=self.it_zh, read=read_zh)


SUBJECTS: Mapping[str, Subject] = {
    "products": Subject("the product", "商品", ("products.get",)),
    "global_products": Subject("the global product", "全球商品", ("global_products.get",)),
    "orders": Subject("the order", "订单", ("orders.get",)),
    "fulfillment": Subject("the package or its order", "包裹或其订单", ("fulfillment.get_package", "orders.get")),
    "returns": Subject(
        "the return or the cancellation", "退货或取消申请", ("returns.search", "returns.search_cancellations")
    ),
    "logistics": Subject("the delivery option", "配送方式", ("logistics.list_delivery_options",)),
    "finance": Subject("the withdrawal", "提现记录", ("finance.list_withdrawals",)),
    "promotions": Subject("the promotion", "促销活动", ("promotions.get",)),
    "fbt": Subject("the inbound or outbound order", "入仓单或出仓单", ("fbt.get_inbound_orders", "fbt.get_mcf_order")),
    "supply_chain": Subject("the package", "包裹", ("fulfillment.get_package",)),
    "customer_service": Subject("the conversation", "会话", ("customer_service.get_conversation",)),
    "customer_engagement": Subject("the message template", "消息模板", ("customer_engagement.list_templates",)),
    "affiliate_seller": Subject(
        "the collaboration",
        "合作计划",
        ("affiliate_seller.search_open_collaborations", "affiliate_seller.get_target_collaboration"),
    ),
    "affiliate_creator": Subject(
        "the showcase or the video",
        "橱窗或视频",
        ("affiliate_creator.list_showcase_products", "affiliate_creator.get_video_status"),
    ),
    "affiliate_partner": Subject("the campaign", "推广活动", ("affiliate_partner.get_campaign",)),
    "analytics": Subject("the list of what was measured", "可查询的数据", ("analytics.list_products",)),
}
