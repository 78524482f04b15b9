"""Promotions: run discounts, flash sales, gifts and free shipping on the shop's products, and read its coupons."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, Body, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..models.base import Id, Moment
from ..models.promotions import (
    Activity,
    ActivityChanged,
    ActivityDiscountIn,
    ActivityProductIn,
    ActivityStatus,
    ActivityType,
    Coupon,
    CouponDisplay,
    CouponStatus,
    ParticipationLimitIn,
    TargetUsersIn,
)

PageSize: TypeAlias = Annotated[int, Field(ge=1, le=100)]
UpTo100: TypeAlias = Annotated[list[Id], Field(max_length=100)]
UpTo300: TypeAlias = Annotated[list[Id], Field(max_length=300)]


class Promotions(Resource[M], quota="product", scopes=("seller.promotion.write",)):
    """The shop's promotions: activities, which change what buyers pay, and coupons.

    An activity is made in two steps: `create` it, then put products into it with `update_products`.
    """

    # Activities.
    @paged(
        "POST /promotion/202309/activities/search",
        paging=Paging("activities", place="body"),
        reads="promotions",
        scopes=("seller.promotion.info",),
    )
    def search(
        self,
        *,
        status: ActivityStatus = UNSET,
        activity_type: ActivityType = UNSET,
        activity_title: str = UNSET,
        page_size: PageSize = 100,
        page_token: str = UNSET,
    ) -> Page[Activity]:
        """Find activities by status, type and title, without their products (Search Activities)."""
        ...

    @operation("GET /promotion/202309/activities/{activity_id}", reads="promotions", scopes=("seller.promotion.info",))
    def get(self, activity_id: Id) -> Activity:
        """Read one activity with its products and their prices (Get Activity)."""
        ...

    @operation("POST /promotion/202309/activities", writes="promotions")
    def create(
        self,
        *,
        title: str,
        activity_type: ActivityType,
        product_level: str,
        begin_time: Moment,
        end_time: Moment,
        duration_type: str = UNSET,
        discount: ActivityDiscountIn = UNSET,
        participation_limit: list[ParticipationLimitIn] = UNSET,
        target_user_info: TargetUsersIn = UNSET,
    ) -> ActivityChanged:
        """Create an activity, still without products (Create Activity).

        `product_level` says what is discounted: products (`PRODUCT`) or their single SKUs (`VARIATION`). Fixed prices,
        direct discounts and flash sales get their prices with `update_products`; the other types need `discount`. The
        platform does not know a repeated call: if nobody knows how one ended, look with `search` first.
        """
        ...

    @operation("PUT /promotion/202309/activities/{activity_id}", writes="promotions")
    def update(
        self,
        activity_id: Id,
        *,
        title: str,
        begin_time: Moment,
        end_time: Moment,
        duration_type: str = UNSET,
        product_level: str = UNSET,
        discount: ActivityDiscountIn = UNSET,
        participation_limit: list[ParticipationLimitIn] = UNSET,
        target_user_info: TargetUsersIn = UNSET,
    ) -> ActivityChanged:
        """Change title, times and discount of an activity; title and times must always be given (Update Activity)."""
        ...

    @operation("POST /promotion/202309/activities/{activity_id}/deactivate", writes="promotions")
    def deactivate(self, activity_id: Id) -> ActivityChanged:
        """Stop an activity (Deactivate Activity)."""
        ...

    # The products of an activity.
    @operation("PUT /promotion/202309/activities/{activity_id}/products", writes="promotions")
    def update_products(
        self,
        activity_id: Body[Id],
        *,
        products: list[ActivityProductIn] = UNSET,
        benefit_product_ids: list[Id] = UNSET,
        exclude_product_ids: UpTo100 = UNSET,
    ) -> ActivityChanged:
        """Put products into an activity, or change their prices and limits in it (Update Activity Product)."""
        ...

    @operation("DELETE /promotion/202309/activities/{activity_id}/products", writes="promotions")
    def remove_products(
        self,
        activity_id: Id,
        *,
        product_ids: Body[UpTo300] = UNSET,
        sku_ids: Body[UpTo300] = UNSET,
        benefit_product_ids: Body[UpTo100] = UNSET,
        exclude_product_ids: Body[UpTo100] = UNSET,
    ) -> ActivityChanged:
        """Take products or single SKUs out of an activity (Remove Activity Product)."""
        ...

    # Coupons.
    @paged(
        "POST /promotion/202406/coupons/search",
        paging=Paging("coupons"),
        reads="promotions",
        scopes=("seller.customer_service", "seller.promotion.info"),
    )
    def search_coupons(
        self,
        *,
        status: list[CouponStatus] = UNSET,
        display_type: list[CouponDisplay] = UNSET,
        title_keyword: str = UNSET,
        page_size: Query[PageSize] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[Coupon]:
        """Find coupons by status, kind and title (Search Coupons)."""
        ...

    @operation(
        "GET /promotion/202406/coupons/{coupon_id}",
        reads="promotions",
        answer="coupon",
        scopes=("seller.customer_service", "seller.promotion.info"),
    )
    def get_coupon(self, coupon_id: Id) -> Coupon:
        """Read one coupon with its products, and how often it was claimed and used (Get Coupon)."""
        ...
