"""What creators do with a grant of their own: find products, share links, ask for samples, sell, post videos."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, Body, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.affiliate_creator import (
    AddType,
    AffiliateOrder,
    ApplicationFilter,
    CategoryIn,
    CollaborationKeyword,
    CreatorProfile,
    FulfillmentSortField,
    FulfillmentStatus,
    MaterialIn,
    MaterialsIn,
    OfferedProduct,
    OfferPricesIn,
    OfferRatesIn,
    OfferSortField,
    PrecheckStarted,
    ProductLinkIn,
    ProductsAdded,
    PublisherLinks,
    SampleApplication,
    SampleFulfillment,
    SampleLabel,
    SampleType,
    SelectableProduct,
    SelectionFilterIn,
    SelectionSortIn,
    ShopProduct,
    ShopProductSortField,
    ShowcaseChange,
    ShowcaseOrigin,
    ShowcaseProduct,
    SortOrder,
    TaggedLinks,
    TargetCollaboration,
    TimeType,
    Video,
    VideoFile,
    VideoFileIn,
    VideoIn,
    VideoPrecheck,
)
from ..models.base import Id, Moment, MomentMillis

Ids: TypeAlias = list[Id]
OrdersPerPage: TypeAlias = Annotated[int, Field(ge=1, le=100)]
ProductsPerPage: TypeAlias = Annotated[int, Field(ge=1, le=20)]


class AffiliateCreator(
    Resource[M], quota="both", cipher="forbidden", scopes=("creator.affiliate_collaboration.read",), token="creator"
):
    """The side of a creator in affiliate selling. Every call is made with the creator's own token."""

    @operation(
        "GET /affiliate_creator/202508/profiles",
        reads="affiliate",
        scopes=("creator.affiliate.info", "creator.video.write"),
        differing=("202405",),
    )
    def get_profile(self) -> CreatorProfile:
        """Read who the creator is and what the creator may promote (Get Creator Profile)."""
        ...

    # Products to promote.
    @paged(
        "POST /affiliate_creator/202405/open_collaborations/products/search",
        paging=Paging("products"),
        reads="affiliate",
    )
    def search_open_collaboration_products(
        self,
        *,
        title_keywords: Annotated[list[str], Field(max_length=20)] = UNSET,
        category: CategoryIn = UNSET,
        sales_price_range: OfferPricesIn = UNSET,
        commission_rate_range: OfferRatesIn = UNSET,
        sort_field: Query[OfferSortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[ProductsPerPage] = 20,
        page_token: Query[str] = UNSET,
    ) -> Page[OfferedProduct]:
        """Find products that any creator may promote (Creator Search Open Collaboration Product).

        A title must fit all keywords. Only products of the regions that the creator is registered in are found.
        """
        ...

    @operation("POST /affiliate_creator/202509/open_collaborations/products", reads="affiliate", answer="products")
    def get_open_collaboration_products(self, product_ids: Query[Ids]) -> list[OfferedProduct]:
        """Read what is offered for given products (Get Open Collaboration Product List By Product Ids)."""
        ...

    @paged(
        "POST /affiliate_creator/202405/target_collaborations/search",
        paging=Paging("target_collaborations"),
        reads="affiliate",
    )
    def search_target_collaborations(
        self,
        *,
        shop_id: Id,
        keyword_type: CollaborationKeyword = UNSET,
        keyword: str = UNSET,
        page_size: Query[Annotated[int, Field(ge=0, le=100)]] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[TargetCollaboration]:
        """Find the invitations of a shop to this creator (Search Creator Target Collaborations).

        By id they are found in every state; by name, only those that are live.
        """
        ...

    @paged(
        "POST /affiliate_creator/202501/selection/products/search",
        paging=Paging("products"),
        reads="affiliate",
        scopes=(),
    )
    def search_product_selection(
        self,
        *,
        filter_params: SelectionFilterIn = UNSET,
        sort_params: SelectionSortIn = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=50)]] = UNSET,
        page_token: Query[str] = UNSET,
    ) -> Page[SelectableProduct]:
        """Find products that the creator could pick (Creator Select Affiliate Product).

        Without a filter you get what the platform recommends. Without `title_keyword` the total is 0.
        """
        ...

    # Links to share.
    @operation(
        "POST /affiliate_creator/202501/affiliate_sharing_links/generate_batch",
        writes="affiliate",
        scopes=(),
        also=("202407",),
    )
    def generate_sharing_links(
        self, *, material: MaterialIn = UNSET, channel: str = UNSET, tags: list[str] = UNSET
    ) -> TaggedLinks:
        """Make a link for each of your own tags (Generate Affiliate Sharing Link).

        Raises `PartialFailure` if some tags got none; its `result` holds the links of the others.
        """
        ...

    @operation(
        "POST /affiliate_creator/202505/affiliate_sharing_links/general_publishers/generate_batch",
        writes="affiliate",
        scopes=("creator.affiliate.share_link.read",),
    )
    def generate_general_links(
        self, *, material: MaterialsIn, campaign_id: Id = UNSET, link_type: str = UNSET
    ) -> PublisherLinks:
        """Make links that any of the creator's publishers may use (Creator Generate General Link).

        `failed_materials` of the answer names the products that got none. `link_type="TOKO"` makes links to Tokopedia.
        """
        ...

    @operation(
        "POST /affiliate_creator/202504/affiliate_sharing_links/publisher/{publisher_id}/generate_batch",
        writes="affiliate",
        scopes=("creator.affiliate.share_link.read",),
    )
    def generate_publisher_links(
        self, publisher_id: Id, *, material: MaterialsIn, campaign_id: Id = UNSET, link_type: str = UNSET
    ) -> PublisherLinks:
        """Make links for one publisher (Creator Generate Publisher Link).

        `failed_materials` of the answer names the products that got none. `link_type="TOKO"` makes links to Tokopedia.
        """
        ...

    # What was sold.
    @paged(
        "POST /affiliate_creator/202410/orders/search",
        paging=Paging("orders"),
        reads="affiliate",
        differing=("202405",),
    )
    def search_orders(
        self,
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        page_size: Query[OrdersPerPage] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[AffiliateOrder]:
        """Find the orders that the creator brought in (Search Creator Affiliate Orders).

        `_ge` is inclusive, `_lt` exclusive.
        """
        ...

    @paged(
        "POST /affiliate_creator/202505/orders/trace/search",
        paging=Paging("orders"),
        reads="affiliate",
        scopes=("creator.affiliate.share_link.read",),
    )
    def search_trace_orders(
        self,
        *,
        time_ge: MomentMillis,
        time_lt: MomentMillis,
        time_type: TimeType = UNSET,
        page_size: Query[OrdersPerPage] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[AffiliateOrder]:
        """Find the orders that came in by publishers' links (Creator Search Affiliate Trace Orders).

        The times are those of `time_type`, in milliseconds (unlike `search_orders`); the creation unless you say
        otherwise. `trace` of a SKU says which link it was.
        """
        ...

    # Samples.
    @operation("GET /affiliate_creator/202412/samples/labels", reads="affiliate", answer="label")
    def get_sample_label(self, product_id: Id) -> SampleLabel:
        """Check whether the creator may ask for a sample of a product (Get Creator Applicable Sample Label)."""
        ...

    @operation("GET /affiliate_creator/202512/samples/deeplink", reads="affiliate", answer="deeplink", scopes=())
    def get_sample_request_link(
        self,
        *,
        product_id: Id,
        sku_id: Id,
        campaign_id: Id = UNSET,
        collaboration_id: Id = UNSET,
        redirect_schema: str = UNSET,
    ) -> str | None:
        """Get a link that opens the request for a sample in the app (Creator Get Sample Request Deeplink).

        It works once, within 30 minutes, and for this creator only; keep it as you keep a password.
        """
        ...

    @paged(
        "POST /affiliate_creator/202412/sample_applications/search",
        paging=Paging("sample_applications"),
        reads="affiliate",
    )
    def search_sample_applications(
        self,
        *,
        application_statuses: list[ApplicationFilter] = UNSET,
        page_size: Query[Annotated[int, Field(ge=1, le=50)]] = UNSET,
        page_token: Query[str] = UNSET,
    ) -> Page[SampleApplication]:
        """Find the creator's requests for samples (Search Creator Sample Applications)."""
        ...

    @operation(
        "POST /affiliate_creator/202412/sample_applications/single_query",
        reads="affiliate",
        answer="sample_application",
    )
    def get_sample_application(
        self,
        *,
        product_id: Id,
        application_type: SampleType,
        application_id: Id = UNSET,
        main_order_id: Id = UNSET,
    ) -> SampleApplication:
        """Read one request for a sample (Get Creator Sample Application Detail).

        A free sample is found by its `application_id`, every other one by its `main_order_id`.
        """
        ...

    @operation(
        "POST /affiliate_creator/202409/sample_applications/fulfillments/search",
        reads="affiliate",
        answer="fulfillments",
    )
    def search_sample_fulfillments(
        self,
        *,
        fulfillment_statuses: list[FulfillmentStatus],
        sort_field: Query[FulfillmentSortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
    ) -> list[SampleFulfillment]:
        """Find what the creator owes for samples (Creator Search Sample Application Fulfillments)."""
        ...

    # The showcase.
    @paged(
        "GET /affiliate_creator/202509/shop_products",
        paging=Paging("products"),
        reads="affiliate",
        scopes=("creator.video.write",),
    )
    def search_shop_products(
        self,
        *,
        title_keyword: str = UNSET,
        sort_field: ShopProductSortField = UNSET,
        sort_order: SortOrder = UNSET,
        page_size: Annotated[int, Field(ge=1, le=100)] = 100,
        page_token: str = UNSET,
    ) -> Page[ShopProduct]:
        """Find products of the shop that the creator is bound to (Get Shop Products)."""
        ...

    @paged(
        "GET /affiliate_creator/202405/showcases/products",
        paging=Paging("products"),
        reads="affiliate",
        scopes=("creator.showcase.read", "creator.video.write"),
    )
    def list_showcase_products(
        self, *, origin: ShowcaseOrigin, page_size: ProductsPerPage = 20, page_token: str = UNSET
    ) -> Page[ShowcaseProduct]:
        """List the products in the creator's showcase, up to 2,000 of them (Get Showcase Products)."""
        ...

    @operation(
        "POST /affiliate_creator/202405/showcases/products/add",
        writes="affiliate",
        scopes=("creator.showcase.write", "creator.video.write"),
    )
    def add_showcase_products(
        self,
        *,
        add_type: AddType,
        product_ids: Annotated[Ids, Field(max_length=20)] = UNSET,
        product_link: str = UNSET,
    ) -> ProductsAdded:
        """Put up to 20 products, or one by its link, into the showcase (Add Showcase Products).

        Raises `PartialFailure` if some of them were not added; the others are.
        """
        ...

    @operation(
        "POST /affiliate_creator/202409/showcases/products/top", writes="affiliate", scopes=("creator.showcase.write",)
    )
    def top_showcase_products(self, product_ids: Ids) -> ShowcaseChange:
        """Move products to the front of the showcase, in the order given (Top Showcase Products).

        Look at `code` of the answer: what went wrong may stand there instead of being raised.
        """
        ...

    @operation(
        "DELETE /affiliate_creator/202409/showcases/products", writes="affiliate", scopes=("creator.showcase.write",)
    )
    def remove_showcase_products(self, product_ids: Body[Ids]) -> ShowcaseChange:
        """Take up to 200 products out of the showcase (Remove Showcase Products).

        Look at `code` of the answer: what went wrong may stand there instead of being raised.
        """
        ...

    # Shoppable videos: upload, check, post, and ask what became of it.
    @operation(
        "POST /affiliate_creator/202505/videos/video_files",
        writes="affiliate",
        answer="video_file",
        scopes=("creator.video.write",),
        multipart=True,
    )
    def upload_video(self, data: Upload) -> VideoFile:
        """Upload a video of up to 100 MB, to post it by its `id` (Upload Shoppable Video File)."""
        ...

    @operation(
        "POST /affiliate_creator/202511/videos/precheck_task",
        writes="affiliate",
        answer="precheck",
        scopes=("creator.video.write",),
    )
    def precheck_video(self, *, video_info: VideoFileIn, product_link_info: ProductLinkIn) -> PrecheckStarted:
        """Have a video checked against the rules before it is posted (Precheck Video Content)."""
        ...

    @operation(
        "GET /affiliate_creator/202601/videos/precheck_tasks/{task_id}",
        reads="affiliate",
        answer="precheck_task",
        scopes=("creator.video.write",),
        differing=("202511",),
    )
    def get_video_precheck(self, task_id: Id) -> VideoPrecheck:
        """Read how the check of a video ended (Get Shoppable Video Precheck Result)."""
        ...

    @operation(
        "POST /affiliate_creator/202603/videos",
        writes="affiliate",
        answer="video",
        scopes=("creator.video.write",),
        also=("202505",),
    )
    def post_video(self, *, video_info: VideoIn, product_link_info: ProductLinkIn) -> Video:
        """Post an uploaded video with a link to a product (Post Shoppable Video).

        Posting takes a while: `get_video_status` tells when it is done. A second call may post it twice.
        """
        ...

    @operation(
        "GET /affiliate_creator/202509/videos/{video_id}/status",
        reads="affiliate",
        answer="video",
        scopes=("creator.video.write",),
    )
    def get_video_status(self, video_id: Id) -> Video:
        """Read whether a video is posted by now (Get Shoppable Video Status)."""
        ...
