"""Settlement: payments, statements, transactions, and how each amount came about."""

from typing import Annotated, Literal, TypeAlias

from ..core.sensitive import GovernmentId, Margin, PaymentInstrument
from .base import Id, Many, Model, Money, Open, Time

PaymentStatus: TypeAlias = Annotated[Literal["PAID", "FAILED", "PROCESSING"] | str, Open]
WithdrawalStatus: TypeAlias = Annotated[Literal["PROCESSING", "SUCCESS", "FAILED"] | str, Open]
WithdrawalType: TypeAlias = Annotated[Literal["WITHDRAW", "SETTLE", "TRANSFER", "REVERSE"] | str, Open]
ReserveStatus: TypeAlias = Annotated[Literal["COLLECTED", "RELEASED"] | str, Open]
TransactionType: TypeAlias = Annotated[
    Literal[
        "CHARGE_BACK",
        "CUSTOMER_SERVICE_COMPENSATION",
        "DEDUCTIONS_INCURRED_BY_SELLER",
        "GMV_PAYMENT_FOR_ADS",
        "PLATFORM_COMMISSION_ADJUSTMENT",
        "PLATFORM_COMMISSION_COMPENSATION",
        "PLATFORM_PENALTY",
        "PROMOTION_ADJUSTMENT",
        "REBATE",
        "PLATFORM_COMPENSATION",
        "PLATFORM_REIMBURSEMENT",
        "COFUNDED_CREATOR_REWARDS",
        "STAMP_DUTY",
        "FBT_WAREHOUSE_SERVICE_FEE",
        "LOGISTICS_REIMBURSEMENT",
        "SHIPPING_FEE_ADJUSTMENT",
        "SHIPPING_FEE_COMPENSATION",
        "SHIPPING_FEE_REBATE",
        "SAMPLE_SHIPPING_FEE",
        "SELLER_MISSION_REWARD",
    ]
    | str,
    Open,
]
PaymentSort: TypeAlias = Annotated[Literal["create_time"] | str, Open]
StatementSort: TypeAlias = Annotated[Literal["statement_time"] | str, Open]
TransactionSort: TypeAlias = Annotated[Literal["order_create_time"] | str, Open]
SortOrder: TypeAlias = Annotated[Literal["ASC", "DESC"] | str, Open]


# Paid out.
class CurrencyAmount(Model):
    """An amount of money and its currency."""

    value: Margin[Money] = None
    currency: str | None = None


class Payment(Model):
    """Money on its way to the seller's bank account."""

    id: Id
    status: PaymentStatus | None = None
    create_time: Time = None
    paid_time: Time = None

    amount: CurrencyAmount | None = None
    settlement_amount: CurrencyAmount | None = None
    reserve_amount: CurrencyAmount | None = None
    payment_amount_before_exchange: CurrencyAmount | None = None
    exchange_rate: Margin[Money] = None

    bank_account: PaymentInstrument = None


class Withdrawal(Model):
    """A movement on the seller's balance with the platform, in `currency`."""

    id: Id
    type: WithdrawalType | None = None
    status: WithdrawalStatus | None = None
    create_time: Time = None
    amount: Margin[Money] = None
    currency: str | None = None


class Statement(Model):
    """A day's settlement, in `currency`, and whether it is paid. Which amounts are there depends on the market."""

    id: Id
    statement_time: Time = None
    payment_id: Id | None = None
    payment_status: PaymentStatus | None = None
    payment_time: Time = None

    currency: str | None = None
    settlement_amount: Margin[Money] = None
    revenue_amount: Margin[Money] = None
    net_sales_amount: Margin[Money] = None
    fee_amount: Margin[Money] = None
    shipping_cost_amount: Margin[Money] = None
    adjustment_amount: Margin[Money] = None


# How an amount came about.
class RevenueBreakdown(Model):
    """What the revenue consists of."""

    subtotal_before_discount_amount: Margin[Money] = None
    seller_discount_amount: Margin[Money] = None
    cod_service_fee_amount: Margin[Money] = None
    distant_item_fee_amount: Margin[Money] = None

    refund_subtotal_before_discount_amount: Margin[Money] = None
    seller_discount_refund_amount: Margin[Money] = None
    refund_cod_service_fee_amount: Margin[Money] = None


class ShippingSupplement(Model):
    """What stands behind the shipping costs; not added to them once more."""

    fbm_shipping_cost_amount: Margin[Money] = None
    fbt_shipping_cost_amount: Margin[Money] = None
    fbt_fulfillment_fee_amount: Margin[Money] = None
    fbt_fulfillment_fee_reimbursement_amount: Margin[Money] = None

    customer_shipping_fee: Margin[Money] = None
    customer_shipping_fee_offset_amount: Margin[Money] = None
    refund_customer_shipping_fee: Margin[Money] = None
    refunded_customer_shipping_fee_amount: Margin[Money] = None

    seller_shipping_fee_discount_amount: Margin[Money] = None
    platform_shipping_fee_discount_amount: Margin[Money] = None
    promo_shipping_incentive_amount: Margin[Money] = None
    shipping_fee_subsidy_amount: Margin[Money] = None
    return_refund_subsidy_amount: Margin[Money] = None
    shipping_fee_guarantee_reimbursement: Margin[Money] = None


class ShippingCostBreakdown(Model):
    """What the shipping costs consist of, and what is given back of them."""

    actual_shipping_fee_amount: Margin[Money] = None
    customer_paid_shipping_fee_amount: Margin[Money] = None
    distant_shipping_fee_amount: Margin[Money] = None
    shipping_insurance_fee_amount: Margin[Money] = None
    signature_confirmation_fee_amount: Margin[Money] = None
    shipping_app_service_fee_amount: Margin[Money] = None
    seller_self_shipping_service_fee_amount: Margin[Money] = None
    logistics_service_fee: Margin[Money] = None

    # Sent back or sent again.
    return_shipping_fee_amount: Margin[Money] = None
    return_shipping_fee_paid_buyer_amount: Margin[Money] = None
    return_shipping_label_fee_amount: Margin[Money] = None
    replacement_shipping_fee_amount: Margin[Money] = None
    exchange_shipping_fee_amount: Margin[Money] = None

    # Discounts and subsidies.
    shipping_fee_discount_amount: Margin[Money] = None
    shipping_fee_guarantee_reimbursement: Margin[Money] = None
    failed_delivery_subsidy_amount: Margin[Money] = None
    free_return_subsidy_amount: Margin[Money] = None

    # Fulfilled by TikTok.
    fbt_free_shipping_fee_amount: Margin[Money] = None
    fbt_fulfillment_fee_reimbursement_amount: Margin[Money] = None
    fbt_key_merchant_subsidy: Margin[Money] = None
    fbt_overall_merchant_subsidy: Margin[Money] = None

    supplementary_component: ShippingSupplement | None = None


class Fees(Model):
    """Every fee that the platform takes; most are of one market or one programme only."""

    # For the sale.
    platform_commission_amount: Margin[Money] = None
    platform_semi_managed_commission_fee: Margin[Money] = None
    platform_semi_managed_commission_fee_tax: Margin[Money] = None
    dynamic_commission_amount: Margin[Money] = None
    tsp_commission_amount: Margin[Money] = None
    referral_fee_amount: Margin[Money] = None
    refund_administration_fee_amount: Margin[Money] = None
    fee_per_item_sold_amount: Margin[Money] = None
    seller_growth_fee_amount: Margin[Money] = None
    vn_fix_infrastructure_fee: Margin[Money] = None

    # For the payment.
    transaction_fee_amount: Margin[Money] = None
    credit_card_handling_fee_amount: Margin[Money] = None
    seller_paylater_handling_fee_amount: Margin[Money] = None

    # For affiliates and advertising.
    affiliate_commission_amount: Margin[Money] = None
    affiliate_commission_amount_before_pit: Margin[Money] = None
    affiliate_commission_before_pit_amount: Margin[Money] = None
    affiliate_commission_deposit: Margin[Money] = None
    affiliate_commission_release: Margin[Money] = None
    affiliate_partner_commission_amount: Margin[Money] = None
    affiliate_ads_commission_amount: Margin[Money] = None
    pit_withheld_from_ads_commission_amount: Margin[Money] = None
    external_affiliate_marketing_fee_amount: Margin[Money] = None
    cofunded_creator_bonus_amount: Margin[Money] = None
    tap_shop_ads_commission: Margin[Money] = None
    gmv_max_ad_fee_amount: Margin[Money] = None

    # For programmes and campaigns.
    mall_service_fee_amount: Margin[Money] = None
    live_specials_fee_amount: Margin[Money] = None
    flash_sales_service_fee_amount: Margin[Money] = None
    voucher_xtra_service_fee_amount: Margin[Money] = None
    bonus_cashback_service_fee_amount: Margin[Money] = None
    pre_order_service_fee_amount: Margin[Money] = None
    smart_promotion_fee_amount: Margin[Money] = None
    cofunded_promotion_service_fee_amount: Margin[Money] = None
    campaign_resource_fee: Margin[Money] = None
    campaign_period_fee_cfp_amount: Margin[Money] = None
    campaign_period_fee_cfp_tax_amount: Margin[Money] = None
    campaign_period_fee_sp_amount: Margin[Money] = None
    campaign_period_fee_sp_tax_amount: Margin[Money] = None

    # For shipping and other services.
    sfp_service_fee_amount: Margin[Money] = None
    shipping_fee_guarantee_service_fee: Margin[Money] = None
    platform_special_service_fee_amount: Margin[Money] = None
    dt_handling_fee_amount: Margin[Money] = None
    installation_service_fee: Margin[Money] = None
    epr_pob_service_fee_amount: Margin[Money] = None
    retail_delivery_fee_amount: Margin[Money] = None
    retail_delivery_fee_payment_amount: Margin[Money] = None
    retail_delivery_fee_refund_amount: Margin[Money] = None


class Taxes(Model):
    """Every tax and duty that is withheld or paid on the seller's behalf."""

    vat_amount: Margin[Money] = None
    local_vat_amount: Margin[Money] = None
    gst_amount: Margin[Money] = None
    sst_amount: Margin[Money] = None
    iva_amount: Margin[Money] = None
    isr_amount: Margin[Money] = None
    pit_amount: Margin[Money] = None
    cedular_tax: Margin[Money] = None

    sales_tax_amount: Margin[Money] = None
    sales_tax_payment_amount: Margin[Money] = None
    sales_tax_refund_amount: Margin[Money] = None
    sales_tax_referral_fee_amount: Margin[Money] = None
    smart_promotion_fee_tax_amount: Margin[Money] = None

    import_vat_amount: Margin[Money] = None
    customs_duty_amount: Margin[Money] = None
    customs_clearance_amount: Margin[Money] = None
    anti_dumping_duty_amount: Margin[Money] = None


class FeeTaxBreakdown(Model):
    """What fees and taxes consist of."""

    fee: Fees | None = None
    tax: Taxes | None = None


class Explained(Model):
    """An amount is explained by what was earned, what shipping cost, and which fees and taxes went off."""

    revenue_breakdown: RevenueBreakdown | None = None
    shipping_cost_breakdown: ShippingCostBreakdown | None = None
    fee_tax_breakdown: FeeTaxBreakdown | None = None


# Transactions.
class Transaction(Explained):
    """An order (`order_id`) or an adjustment (`adjustment_id`, and the order that it is for)."""

    id: Id | None = None
    type: TransactionType | None = None
    order_id: Id | None = None
    order_create_time: Time = None
    adjustment_id: Id | None = None
    adjustment_order_id: Id | None = None


class UnsettledTransaction(Transaction):
    """A transaction that waits to be settled, with estimates in `currency`.

    `estimated_settlement` says when it will be settled: Unix seconds, or words such as "7 days after delivery".
    """

    status: str | None = None
    unsettled_reason: str | None = None
    order_delivery_time: Time = None
    estimated_settlement: Margin[str] = None

    currency: str | None = None
    est_settlement_amount: Margin[Money] = None
    est_revenue_amount: Margin[Money] = None
    est_shipping_cost_amount: Margin[Money] = None
    est_fee_tax_amount: Margin[Money] = None
    est_adjustment_amount: Margin[Money] = None


class TransactionSupplement(Model):
    """What buyers paid and who bore the discounts; not part of the settlement."""

    customer_payment_amount: Margin[Money] = None
    customer_refund_amount: Margin[Money] = None

    platform_discount_amount: Margin[Money] = None
    platform_discount_refund_amount: Margin[Money] = None
    seller_cofunded_discount_amount: Margin[Money] = None
    seller_cofunded_discount_refund_amount: Margin[Money] = None
    platform_cofunded_discount_amount: Margin[Money] = None
    platform_cofunded_discount_refund_amount: Margin[Money] = None

    retail_delivery_fee_amount: Margin[Money] = None
    retail_delivery_fee_payment_amount: Margin[Money] = None
    retail_delivery_fee_refund_amount: Margin[Money] = None
    sales_tax_amount: Margin[Money] = None
    sales_tax_payment_amount: Margin[Money] = None
    sales_tax_refund_amount: Margin[Money] = None


class StatementTransaction(Transaction):
    """A transaction that a statement settled, in the statement's currency; or a reserve, held back or released."""

    settlement_amount: Margin[Money] = None
    revenue_amount: Margin[Money] = None
    shipping_cost_amount: Margin[Money] = None
    fee_tax_amount: Margin[Money] = None
    adjustment_amount: Margin[Money] = None
    supplementary_component: TransactionSupplement | None = None

    reserve_id: Id | None = None
    reserve_status: ReserveStatus | None = None
    reserve_amount: Margin[Money] = None
    associated_order_id: Id | None = None
    estimated_release_time: Time = None


class SkuTransaction(Explained):
    """What one SKU of an order brought, in the order's currency, and which statement settled it."""

    sku_id: Id | None = None
    sku_name: str | None = None
    product_name: str | None = None
    quantity: str | None = None
    statement_id: Id | None = None

    settlement_amount: Margin[Money] = None
    revenue_amount: Margin[Money] = None
    shipping_cost_amount: Margin[Money] = None
    fee_tax_amount: Margin[Money] = None


class OrderTransactions(Model):
    """What an order brought, in `currency`, in all and for each of its SKUs."""

    order_id: Id | None = None
    order_create_time: Time = None

    currency: str | None = None
    settlement_amount: Margin[Money] = None
    revenue_amount: Margin[Money] = None
    shipping_cost_amount: Margin[Money] = None
    fee_and_tax_amount: Margin[Money] = None

    sku_transactions: Many[SkuTransaction] = []
    total_count: int | None = None


# Taxes.
class TaxEntity(Model):
    """The business that the shop is registered as: its address; what identifies it is stripped."""

    address: str | None = None
    postal_code: GovernmentId = None
    business_name: GovernmentId = None
    branch_number: GovernmentId = None
    fiscal_regime: GovernmentId = None
    organization_level: GovernmentId = None


class TaxStatus(Model):
    """Whether anything is missing. (`infomation` is the platform's spelling.)"""

    is_tax_infomation_complete: bool | None = None
    is_tax_number_submitted: bool | None = None


class TaxInformation(Model):
    """How far the shop's tax data is."""

    business_entity: TaxEntity | None = None
    overall_status: TaxStatus | None = None
    tax_numbers: GovernmentId = None
