"""Working with creators as a seller: find them, offer them products and samples, write to them, see what they sell."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ..core.operation import UNSET, M, Query, Resource, operation, paged
from ..core.paging import Page, Paging
from ..core.request import Upload
from ..models.affiliate_seller import (
    AcceptStatus,
    AffiliateDataIn,
    AffiliateOrder,
    AutoAddProductIn,
    CategoryIn,
    ContentFormat,
    ContentPerformanceIn,
    Conversation,
    ConversationCounts,
    ConversationFilter,
    ConversationMark,
    Creator,
    CreatorCategoryIn,
    CreatorFilters,
    CreatorFiltersIn,
    CreatorPerformance,
    ExportFile,
    ExportModule,
    ExportPlan,
    ExportTask,
    ExportWindow,
    FollowersIn,
    FoundTargetCollaboration,
    FreeSampleRuleIn,
    FreeSampleSetting,
    MarketplaceProduct,
    Message,
    MessageImage,
    NewOpenCollaboration,
    NewTargetProductIn,
    OpenCollaboration,
    OpenCollaborationSettings,
    OpenedConversation,
    OpenKeywordType,
    OutreachQuota,
    OutreachRecords,
    PriceRangeIn,
    ProductSortField,
    PromotingCreator,
    RateRangeIn,
    RejectReason,
    ReviewResult,
    SampleApplication,
    SampleFulfillment,
    SampleRule,
    SampleRuleIn,
    SampleStatus,
    SellerContactIn,
    SentMessageType,
    SortOrder,
    TargetCollaboration,
    TargetCollaborationCreated,
    TargetCollaborationUpdated,
    TargetProductIn,
    TargetSearchIn,
    TargetStatus,
    UnreadMessage,
)
from ..models.base import Id, Moment, MomentText, Time
from . import quotas

UpTo20: TypeAlias = Annotated[int, Field(ge=1, le=20)]
UpTo50: TypeAlias = Annotated[int, Field(ge=1, le=50)]
UpTo100: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class AffiliateSeller(Resource[M], quota="both", scopes=("seller.affiliate_collaboration.read",)):
    """The shop's work with creators. Commission rates that are integers count hundredths of a percent: 1000 is 10 %."""

    # Creators.
    @paged(
        "POST /affiliate_seller/202508/marketplace_creators/search",
        paging=Paging("creators"),
        reads="affiliate",
        scopes=("seller.creator_marketplace.read",),
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
        also=("202505", "202406"),
    )
    def search_creators(
        self,
        *,
        keyword: str = UNSET,
        category: list[CreatorCategoryIn] = UNSET,
        gmv_ranges: list[str] = UNSET,
        units_sold_ranges: list[str] = UNSET,
        follower_demographics: FollowersIn = UNSET,
        content_performance: ContentPerformanceIn = UNSET,
        affiliate_data: AffiliateDataIn = UNSET,
        advanced_filters: CreatorFiltersIn = UNSET,
        search_key: str = UNSET,
        page_size: Query[UpTo20] = 20,
        page_token: Query[str] = UNSET,
    ) -> Page[Creator]:
        """Find creators by name, sales, followers and content (Seller Search Creator on Marketplace).

        All figures are of the last 30 days. A page holds 12 or 20 creators, no other number. The `search_key`
        of an answer, by which the platform holds a search still, does not come in: a creator may come twice.
        """
        ...

    @operation(
        "GET /affiliate_seller/202508/marketplace_creators/{creator_user_id}",
        reads="affiliate",
        answer="creator",
        scopes=("seller.creator_marketplace.read",),
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
        also=("202505", "202406"),
    )
    def get_creator(self, creator_user_id: Id) -> CreatorPerformance:
        """Read what a creator sold and showed lately, and who follows them (Get Marketplace Creator Performance)."""
        ...

    @operation(
        "POST /affiliate_seller/202601/marketplace_creators/search/filter",
        reads="affiliate",
        answer="advanced_filters",
        scopes=("seller.creator_marketplace.read",),
    )
    def get_creator_filters(self) -> CreatorFilters:
        """Read the words that `advanced_filters` takes here (Get Seller Search Creator Marketplace Advanced Filters).

        They differ by country, and a word of another country is refused.
        """
        ...

    # Open collaborations: any creator may promote the product.
    @paged(
        "POST /affiliate_seller/202412/open_collaborations/search",
        paging=Paging("open_collaborations"),
        reads="affiliate",
        differing=("202409",),
    )
    def search_open_collaborations(
        self,
        *,
        keyword_type: OpenKeywordType = UNSET,
        keyword: str = UNSET,
        top_level_category_id: Id = UNSET,
        sort_field: Query[str] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[UpTo100] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[OpenCollaboration]:
        """Find the products that are offered to all creators (Search Open Collaboration)."""
        ...

    @operation(
        "POST /affiliate_seller/202412/open_collaborations",
        writes="affiliate",
        answer="open_collaboration",
        scopes=("seller.affiliate_collaboration.write",),
        differing=("202405",),
    )
    def create_open_collaboration(self, *, product_id: Id, commission_rate: int) -> NewOpenCollaboration:
        """Offer a product to all creators at a commission rate, 100 or more (Create Open Collaboration)."""
        ...

    @operation(
        "DELETE /affiliate_seller/202409/open_collaborations/products/{product_id}",
        writes="affiliate",
        answer="terminated_effective_time",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def delete_open_collaboration(self, product_id: Id) -> Time:
        """End the offer of a product to all creators (Remove Open Collaboration).

        It does not end at once: the answer is the time when it will, usually the next midnight.
        """
        ...

    @paged(
        "GET /affiliate_seller/202508/open_collaborations/creator_content_details",
        paging=Paging("creator_content_details"),
        reads="affiliate",
        also=("202412",),
    )
    def list_open_collaboration_creators(
        self, product_id: Id, *, page_size: UpTo100 = 100, page_token: str = UNSET
    ) -> Page[PromotingCreator]:
        """List the creators who promote a product (Get Open Collaboration Creator Content Detail)."""
        ...

    @operation(
        "POST /affiliate_seller/202508/open_collaborations/{open_collaboration_id}/remove_creator",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
        differing=("202405",),
    )
    def remove_creator_from_open_collaboration(
        self, open_collaboration_id: Id, *, creator_user_open_id: Id, product_id: Id
    ) -> None:
        """Stop a creator from promoting a product (Remove Creator From Open Collaboration).

        Nothing keeps the creator from joining again.
        """
        ...

    @operation(
        "GET /affiliate_seller/202409/open_collaboration_settings",
        reads="affiliate",
        answer="open_collaboration_settings",
    )
    def get_open_collaboration_settings(self) -> OpenCollaborationSettings:
        """Read whether products are offered by themselves (Get Open Collaboration Settings)."""
        ...

    @operation(
        "POST /affiliate_seller/202405/open_collaboration_settings",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def update_open_collaboration_settings(self, *, auto_add_product: AutoAddProductIn = UNSET) -> None:
        """Offer all products by themselves, or stop it (Edit Open Collaboration Settings).

        Switched on, it offers the whole catalogue and every future product to all creators.
        """
        ...

    @paged(
        "POST /affiliate_seller/202405/open_collaborations/products/search",
        paging=Paging("products"),
        reads="affiliate",
    )
    def search_open_collaboration_products(
        self,
        *,
        title_keywords: Annotated[list[str], Field(max_length=20)] = UNSET,
        category: CategoryIn = UNSET,
        sales_price_range: PriceRangeIn = UNSET,
        commission_rate_range: RateRangeIn = UNSET,
        sort_field: Query[ProductSortField] = UNSET,
        sort_order: Query[SortOrder] = UNSET,
        page_size: Query[UpTo20] = 20,
        page_token: Query[str] = UNSET,
    ) -> Page[MarketplaceProduct]:
        """Find products that creators may promote (Seller Search Affiliate Open Collaboration Product)."""
        ...

    @operation(
        "POST /affiliate_seller/202405/products/{product_id}/promotion_link/generate",
        writes="affiliate",
        answer="product_promotion_link",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def generate_promotion_link(self, product_id: Id) -> str | None:
        """Make a link by which creators promote a product (Generate Affiliate Product Promotion Link)."""
        ...

    # Target collaborations: chosen creators promote chosen products.
    @paged(
        "POST /affiliate_seller/202508/target_collaborations/search",
        paging=Paging("target_collaborations"),
        reads="affiliate",
        differing=("202409",),
    )
    def search_target_collaborations(
        self,
        *,
        collaboration_status: TargetStatus,
        creator_accept_status: AcceptStatus = UNSET,
        free_sample_setting: FreeSampleSetting = UNSET,
        search_param: TargetSearchIn = UNSET,
        creator_user_open_id: Id = UNSET,
        page_size: Query[UpTo50] = UNSET,
        page_token: Query[str] = UNSET,
    ) -> Page[FoundTargetCollaboration]:
        """Find what was agreed with chosen creators (Search Target Collaborations).

        EXPIRING ends within 7 days, ONGOING later; VALID is both.
        """
        ...

    @operation(
        "GET /affiliate_seller/202508/target_collaborations/{target_collaboration_id}",
        reads="affiliate",
        answer="target_collaboration",
        also=("202412",),
        differing=("202409",),
    )
    def get_target_collaboration(self, target_collaboration_id: Id) -> TargetCollaboration:
        """Read a target collaboration with its products and creators (Query Target Collaboration Detail)."""
        ...

    @operation(
        "POST /affiliate_seller/202508/target_collaborations",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
        differing=("202405",),
    )
    def create_target_collaboration(
        self,
        *,
        name: str,
        end_time: MomentText,
        products: Annotated[list[NewTargetProductIn], Field(max_length=100)],
        creator_user_open_ids: Annotated[list[Id], Field(max_length=50)],
        seller_contact_info: SellerContactIn,
        free_sample_rule: FreeSampleRuleIn,
        message: str = UNSET,
    ) -> TargetCollaborationCreated:
        """Invite up to 50 creators to promote up to 100 products (Create Target Collaboration).

        Read the whole answer: a creator who promotes one of the products already is a conflict, and no
        error is raised for it.
        """
        ...

    @operation(
        "PUT /affiliate_seller/202508/target_collaborations/{target_collaboration_id}",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
        differing=("202409",),
    )
    def update_target_collaboration(
        self,
        target_collaboration_id: Id,
        *,
        name: str,
        end_time: MomentText,
        products: list[TargetProductIn],
        creator_user_open_ids: list[Id],
        seller_contact_info: SellerContactIn,
        free_sample_rule: FreeSampleRuleIn,
    ) -> TargetCollaborationUpdated:
        """Replace products, creators and terms of a target collaboration (Update Target Collaboration).

        A product or creator that is not named is taken out. Read `update_failed`: no error is raised for
        changes that were refused.
        """
        ...

    @operation(
        "DELETE /affiliate_seller/202409/target_collaborations/{target_collaboration_id}",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def delete_target_collaboration(self, target_collaboration_id: Id) -> None:
        """Withdraw a target collaboration (Remove Target Collaboration)."""
        ...

    @operation(
        "POST /affiliate_seller/202509/target_collaboration/{target_collaboration_id}/link",
        writes="affiliate",
        answer="link",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def generate_target_collaboration_link(self, target_collaboration_id: Id) -> str | None:
        """Make a link that invites creators (Generate Target Collaboration Link)."""
        ...

    # Samples.
    @operation(
        "GET /affiliate_seller/202410/open_collaborations/sample_rules", reads="affiliate", answer="sample_rules"
    )
    def get_sample_rules(self, product_ids: list[Id]) -> list[SampleRule]:
        """Read who may ask for samples of these products (Get Open Collaboration Sample Rules)."""
        ...

    @operation(
        "POST /affiliate_seller/202410/open_collaborations/sample_rules",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
    )
    def update_sample_rule(self, product_id: Id, *, sample_rule: SampleRuleIn = UNSET) -> None:
        """Say who may ask for samples of a product, or that nobody may (Edit Open Collaboration Sample Rule).

        A product has one rule; the newest replaces it.
        """
        ...

    @paged(
        "POST /affiliate_seller/202508/sample_applications/search",
        paging=Paging("sample_applications"),
        reads="affiliate",
        differing=("202507", "202409"),
    )
    def search_sample_applications(
        self,
        *,
        status: SampleStatus = UNSET,
        product_id: Id = UNSET,
        title: str = UNSET,
        creator_user_oepn_id: Id = UNSET,
        username: str = UNSET,
        target_collabration_id: Id = UNSET,
        order_id: Id = UNSET,
        page_size: Query[UpTo50] = UNSET,
        page_token: Query[str] = UNSET,
    ) -> Page[SampleApplication]:
        """Find the samples that creators asked for (Seller Search Sample Applications).

        `creator_user_oepn_id` and `target_collabration_id` are the platform's spelling.
        """
        ...

    @operation(
        "POST /affiliate_seller/202507/sample_applications/{application_id}/review",
        writes="affiliate",
        scopes=("seller.affiliate_collaboration.write",),
        also=("202409",),
    )
    def review_sample_application(
        self, application_id: Id, *, review_result: ReviewResult, reject_reason: RejectReason = UNSET
    ) -> None:
        """Grant a creator a sample, or refuse it (Seller Review Sample Applications)."""
        ...

    @operation(
        "POST /affiliate_seller/202409/sample_applications/{application_id}/fulfillments/search",
        reads="affiliate",
        answer="fulfillments",
    )
    def search_sample_fulfillments(
        self, application_id: Id, *, content_format: ContentFormat = UNSET
    ) -> list[SampleFulfillment]:
        """Read what a creator made of a sample (Seller Search Sample Applications Fulfillments)."""
        ...

    @operation("GET /affiliate_seller/202512/sample_applications/deeplink", reads="affiliate", answer="deeplink")
    def get_sample_request_link(
        self,
        *,
        product_id: Id,
        sku_id: Id,
        campaign_id: Id = UNSET,
        collaboration_id: Id = UNSET,
        valid_days: int = UNSET,
    ) -> str | None:
        """Get a link that opens the sample request in the app (Seller Get Sample Request Deeplink)."""
        ...

    # Orders.
    @paged(
        "POST /affiliate_seller/202410/orders/search", paging=Paging("orders"), reads="affiliate", differing=("202405",)
    )
    def search_orders(
        self,
        *,
        create_time_ge: Moment = UNSET,
        create_time_lt: Moment = UNSET,
        program_id: Id = UNSET,
        page_size: Query[UpTo100] = 100,
        page_token: Query[str] = UNSET,
    ) -> Page[AffiliateOrder]:
        """Find the orders that creators brought, with their commissions (Search Seller Affiliate Orders)."""
        ...

    # Chats with creators. What was written is stripped from every answer.
    @paged(
        "GET /affiliate_seller/202412/conversations",
        paging=Paging("conversations"),
        reads="affiliate",
        cipher="optional",
        scopes=("seller.affiliate_messages.write",),
        also=("202505",),
    )
    def list_conversations(
        self,
        *,
        conversation_status: ConversationFilter = UNSET,
        only_need_conversation_id: bool = UNSET,
        page_size: UpTo50 = 50,
        page_token: str = UNSET,
    ) -> Page[Conversation]:
        """List the chats with creators (Get Conversation List).

        Only their ids come, unless you say `only_need_conversation_id=False`.
        """
        ...

    @operation(
        "POST /affiliate_seller/202508/conversations",
        writes="affiliate",
        scopes=("seller.affiliate_messages.write",),
        differing=("202412",),
    )
    def create_conversation(
        self, creator_open_id: Id, *, only_need_conversation_id: bool = UNSET
    ) -> OpenedConversation:
        """Open the chat with a creator, or find the one that is there (Create Conversation with creator)."""
        ...

    @paged(
        "GET /affiliate_seller/202412/conversation/{conversation_id}/messages",
        paging=Paging("messages"),
        reads="affiliate",
        scopes=("seller.affiliate_messages.write",),
    )
    def list_messages(self, conversation_id: Id, *, page_size: UpTo20 = 20, page_token: str = UNSET) -> Page[Message]:
        """Count the messages of a chat (Get Message in the Conversation)."""
        ...

    @operation(
        "GET /affiliate_seller/202412/conversations/messages/list/newest",
        reads="affiliate",
        answer="newest_message_list",
        scopes=("seller.affiliate_messages.write",),
    )
    def list_unread_messages(self) -> list[UnreadMessage]:
        """See in which chats something unread came within the last minute (Get Latest Unread Messages)."""
        ...

    @operation(
        "POST /affiliate_seller/202412/conversations/{conversation_id}/messages",
        writes="affiliate",
        answer="message_id",
        scopes=("seller.affiliate_messages.write",),
        limits=(quotas.CREATOR_AND_CHAT_QUERIES,),
    )
    def send_message(self, conversation_id: Id, *, msg_type: SentMessageType, content: str) -> Id | None:
        """Write to a creator, and get the message's id (Send IM Message).

        `content` is JSON in a text: `{"content": "Hello"}` for TEXT, `{"product_id": "1"}` for PRODUCT_CARD.
        If nobody knows whether it was sent, do not send it again: the creator would read it twice.
        """
        ...

    @operation(
        "POST /affiliate_seller/202511/images/upload",
        writes="affiliate",
        cipher="forbidden",
        scopes=("seller.affiliate_messages.write",),
        multipart=True,
    )
    def upload_message_image(self, data: Upload) -> MessageImage:
        """Upload a picture for a message (Upload Message Image)."""
        ...

    @operation(
        "POST /affiliate_seller/202412/conversatons/read",
        writes="affiliate",
        answer="failed_conversation_ids",
        scopes=("seller.affiliate_messages.write",),
    )
    def mark_conversations_read(self, conversation_ids: list[Id]) -> list[Id]:
        """Mark chats as read, and learn for which it failed (Mark Conversation Read)."""
        ...

    @operation(
        "POST /affiliate_seller/202608/conversations/{conversation_id}/status",
        writes="affiliate",
        scopes=(),
        provisional=True,
    )
    def update_conversation_status(self, conversation_id: Id, *, action: ConversationMark) -> None:
        """Give a chat a star, take it away, or put the chat aside (Conversation Status).

        Provisional: known from secondary sources only.
        """
        ...

    # Provisional, answers undocumented. What no model declares does not come in: read them with `shop.call`
    # until their fields are known.
    @operation(
        "GET /affiliate_seller/202608/conversations/group_counts", reads="affiliate", scopes=(), provisional=True
    )
    def get_conversation_counts(self) -> ConversationCounts:
        """Count the chats under each tab of the inbox (Inbox Category Counts).

        Provisional: known from secondary sources only.
        """
        ...

    @operation("GET /affiliate_seller/202607/creator_outreach/quota", reads="affiliate", scopes=(), provisional=True)
    def get_outreach_quota(self) -> OutreachQuota:
        """Ask how many creators may still be written to this week (Weekly Creator Outreach Quota).

        Provisional: known from secondary sources only.
        """
        ...

    @operation(
        "POST /affiliate_seller/202608/creator_outreach/records/query", reads="affiliate", scopes=(), provisional=True
    )
    def list_outreach_records(self, *, page_index: int = UNSET, page_size: UpTo50 = UNSET) -> OutreachRecords:
        """List the creators who were written to this week (Weekly Creator Outreach Records).

        Provisional: known from secondary sources only. Pages count from 1.
        """
        ...

    # Exports (Compass): ask for one, wait until its task has succeeded, fetch the file.
    @operation("POST /affiliate_seller/202603/compass/offline_task", writes="affiliate", answer="task")
    def create_export(
        self,
        *,
        module_type: ExportModule = UNSET,
        window_type: ExportWindow = UNSET,
        end_day: int = UNSET,
        plan_type: ExportPlan = UNSET,
    ) -> ExportTask:
        """Ask for an export of affiliate figures (Create Compass Offline Export Task).

        `end_day` is a number such as 20260501, a day in the shop's own time zone.
        """
        ...

    @operation("GET /affiliate_seller/202603/compass/offline_tasks", reads="affiliate", answer="tasks")
    def list_exports(self, *, doc_type: ExportModule) -> list[ExportTask]:
        """List the exports of the last 7 days, and how far they are (Get Compass Task List)."""
        ...

    @operation("GET /affiliate_seller/202603/compass/offline_tasks/{task_id}/file", reads="affiliate", answer="file")
    def download_export(self, task_id: Id) -> ExportFile:
        """Fetch the file of a finished export, in base64 (Download Compass Task File)."""
        ...
