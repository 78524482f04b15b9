"""What can go wrong in a sync apart from its calls; every error says what to do next, in both languages."""

from __future__ import annotations

from ..errors import (
    ClockSkew,
    ConsentNeeded,
    EgressNotAllowed,
    InvalidRequest,
    NotCertified,
    RateLimited,
    Refused,
    ScopeMissing,
    ShopError,
    ShopInactive,
    TokenRejected,
)

_FINAL = (
    Refused,
    ConsentNeeded,
    RateLimited,
    TokenRejected,
    ScopeMissing,
    NotCertified,
    EgressNotAllowed,
    ShopInactive,
    ClockSkew,
)


class CursorUnusable(Refused):
    """The cursor cannot be read, or belongs to something else; it is never silently started over."""

    next_step = "Use the cursor of this shop, or move the file away to begin again from `since`."
    next_step_zh = "请使用该店铺自己的游标文件;若要从 since 重新开始,请先移走该文件。"


class AlreadyRunning(Refused):
    """Another sync works with the same file just now."""

    next_step = "Wait until the other one has ended, or give this one a file of its own."
    next_step_zh = "请等待另一个任务结束,或为本任务指定单独的文件。"


class OrdersUnsettled(ShopError):
    """The platform's pages contradict each other, so nobody could say that no order was missed."""

    delivered = True
    next_step = "Run the pull again: the cursor is intact. If it happens again, file an issue with the message."
    next_step_zh = "游标完好,请重新运行;若再次出现,请附上错误信息提交 issue。"


class TooManyAtOnce(OrdersUnsettled):
    """More orders were updated within one second than the platform shows in one search."""

    next_step = "Nothing smaller than a second can be asked for: wait until some of them change, or read them by id."
    next_step_zh = "平台的最小时间粒度为一秒:请等待部分订单更新,或按订单号读取。"


class JournalUnavailable(Refused):
    """The journal of pushed stock cannot be used, so nothing is sent."""

    next_step = "Put the journal on a local disk that this user may write; if it is damaged, move it away."
    next_step_zh = "请将推送日志放在当前用户可写的本地磁盘;若文件损坏,请将其移走。"


def resumable(error: ShopError, where: str, where_zh: str) -> ShopError:
    """The same error, saying also how to go on."""
    error.next_step = f"{error.next_step} Then run the pull again: {where}"
    error.next_step_zh = f"{error.next_step_zh} 然后重新运行:{where_zh}"
    return error


def is_final(error: ShopError) -> bool:
    """Whether the next call of the same kind would end alike: about the account, and not about one item."""
    return isinstance(error, _FINAL) and not isinstance(error, InvalidRequest)
