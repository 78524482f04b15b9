"""
What can go wrong, by who said no, and whether the platform may have acted.

    ShopError
      DeclarationError        an account's declaration is missing or malformed; raised at construction
      Refused                 a rule of ours forbids the call; nothing was sent
        PurposeRefused          the purpose statement does not cover it, or is not in force
        EgressRefused           it would leave by another way than the declared one
        InvalidRequest          an argument cannot be sent as it is
        WaitTooLong             (RateLimited) the wait for a slot is longer than the caller allows
        AuditUnavailable        the audit log cannot be written
        LedgerUnavailable       the shared record of slots cannot be used
        TokensUnavailable       the stored tokens cannot be read or written
        PurgeUnfinished         the account, or a shop of it, is being closed, and not all is destroyed yet
        ClientClosed            the client was closed
      ConsentNeeded           there is no usable token: the seller must consent (again)
      TransportError          the exchange broke: `delivered` is False, or None when nobody can know
      AnswerUnreadable        the platform answered, and the answer cannot be used; `delivered` is True
      ApiError                the platform answered no; `kind` and `retryable` say more than the class
        Throttled               (RateLimited) 429 after all tries
        AllowanceUsedUp         (RateLimited) the allowance of an hour or a day is used up; other calls go on
        TokenRejected           the access token is not accepted (any more)
        ScopeMissing            the app or the grant lacks a scope
        NotCertified            HTTP 403: the platform does not accept this tool
        EgressNotAllowed        the calling address is not on the app's list
        ClockSkew               this machine's clock is off
        ShopInactive            the shop or the seller is inactive
        ServerError             the platform failed
      PartialFailure          code 0, and some of the items failed all the same

Attributes are plain values. No error holds a request, a response, a token or a buyer's value; what the platform
said is kept only as far as it passed the second net (`core.net.clean_text`). `explain(12052097)` tells what is known
of a code of the platform, or None; `every_code()` gives them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .core.error_codes import ErrorCode as ErrorCode
    from .core.error_codes import every_code as every_code
    from .core.error_codes import explain as explain
else:

    def __getattr__(name: str) -> object:
        """The codes are loaded when they are asked for: nothing below may need what lies above."""
        from importlib import import_module

        if name not in ("ErrorCode", "every_code", "explain"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(".core.error_codes", __package__), name)


def _rebuild(kind: type[ShopError], message: str, state: dict[str, Any]) -> ShopError:
    error = kind.__new__(kind, message)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class ShopError(Exception):
    """Base of every error that this package raises.

    `delivered` says whether the platform may have acted: False (nothing reached it, or it turned the call away),
    True (it answered), None (unknown: read the state before you repeat a write).
    """

    delivered: bool | None = False
    next_step: str = "Read the message; if it does not help, file an issue with operation, code and request id."
    next_step_zh: str = "请阅读错误信息;如仍无法解决,请附上操作名、错误码和 request_id 提交 issue。"

    def __init__(
        self,
        message: str,
        *,
        operation: str = "",
        code: int | None = None,
        request_id: str = "",
        delivered: bool | None = None,
        next_step: str = "",
        next_step_zh: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation
        self.code = code
        self.request_id = request_id
        if delivered is not None:
            self.delivered = delivered
        if next_step:
            self.next_step = next_step
        if next_step_zh:
            self.next_step_zh = next_step_zh

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, dict(self.__dict__))

    def __str__(self) -> str:
        facts = [f"operation {self.operation}"] if self.operation else []
        facts += [f"code {self.code}"] if self.code is not None else []
        facts += [f"request {self.request_id}"] if self.request_id else []
        where = f" ({', '.join(facts)})" if facts else ""
        return f"{self.message}{where}\n  next: {self.next_step}\n  下一步: {self.next_step_zh}"


class RateLimited(ShopError):
    """Too many calls, by our count (`WaitTooLong`) or by the platform's (`Throttled`).

    `retry_at` is the earliest time, in Unix seconds, at which another attempt is worth making.
    """

    def __init__(self, message: str, *, retry_at: float, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.retry_at = retry_at

    next_step = "Try again at `retry_at`, or let the call wait: raise max_wait= or deadline=."
    next_step_zh = "请在 retry_at 之后重试,或调大 max_wait= / deadline= 让调用等待。"


class DeclarationError(ShopError, ValueError):
    """A declaration of the account is missing or malformed."""

    next_step = "Add or correct the declaration that the message names."
    next_step_zh = "请按提示补充或修正账号声明。"


class Refused(ShopError):
    """A rule of ours forbids the call; nothing was sent."""


class PurposeRefused(Refused):
    """The purpose statement does not cover the data of this operation, or is not in force."""

    next_step = "File a statement that covers the data class, then add the class to `covers`."
    next_step_zh = "请先提交涵盖该数据类别的用途声明,再把该类别加入 covers。"


class EgressRefused(Refused):
    """The call would leave by another way than the registered one."""

    next_step = "Correct the account's `egress`; a call never falls back to another line."
    next_step_zh = "请修正账号的 egress 声明;调用绝不会改走其他线路。"


class InvalidRequest(Refused, ValueError):
    """An argument cannot be sent as it is."""

    next_step = "Correct the argument that the message names."
    next_step_zh = "请修正提示中的参数。"


class WaitTooLong(RateLimited, Refused):
    """The next free slot lies beyond `max_wait` or `deadline`; nothing was sent."""


class ConsentNeeded(ShopError):
    """There is no usable token: the seller must consent (again)."""

    next_step = "Run `tiktok-shop auth url`, let the seller consent, then `tiktok-shop auth exchange`."
    next_step_zh = "请运行 tiktok-shop auth url 让卖家授权,然后运行 tiktok-shop auth exchange。"


class AuditUnavailable(Refused):
    """The audit log cannot be written, so nothing is sent."""

    next_step = "Make room or repair the audit directory; calls go on by themselves once it can be written."
    next_step_zh = "请清理磁盘空间或修复审计目录;恢复可写后调用会自动继续。"


class LedgerUnavailable(Refused):
    """The shared record of slots cannot be read or written, so nothing is sent."""

    next_step = "Put the state directory on a local disk that this user may write, and try again."
    next_step_zh = "请将状态目录放在当前用户可写的本地磁盘上,然后重试。"


class TokensUnavailable(Refused):
    """The stored tokens cannot be read or written, so nothing is sent."""

    next_step = "Put the state directory on a local disk that this user may write, with room, and try again."
    next_step_zh = "请将状态目录放在当前用户可写且有剩余空间的本地磁盘上,然后重试。"


class PurgeUnfinished(Refused):
    """The account, or a shop of it, is being closed; until everything is destroyed, the account makes no calls."""

    next_step = "Let this user write to the state directory, then open the client again: the purge goes on by itself."
    next_step_zh = "请恢复当前用户对状态目录的写权限,然后重新打开客户端:清除会自动继续。"


class ClientClosed(Refused):
    """The client was closed."""

    next_step = "Make the call inside `with` / `async with`, or open a new client."
    next_step_zh = "请在 with / async with 代码块内调用,或新建客户端。"


class TransportError(ShopError):
    """The exchange with the platform broke; `delivered` says whether the call may have been read."""

    delivered: bool | None = None
    timed_out: bool = False
    next_step = "For a write, read the state before you repeat it. Check the network and the egress."
    next_step_zh = "对于写操作,重复之前请先读取当前状态。请检查网络与出口线路。"


class AnswerUnreadable(ShopError):
    """The platform answered, and the answer cannot be used."""

    delivered = True
    next_step = "The call was delivered: read the state before you repeat a write. Then file an issue."
    next_step_zh = "请求已送达:重复写操作前请先读取状态,然后提交 issue。"


class ApiError(ShopError):
    """The platform answered no; `code` is the platform's.

    `kind` is the class of the code (`state`, `not_found`, `internal`, ...). `retryable` says whether the same call may
    succeed by waiting alone; for a write look at `delivered` first.
    """

    delivered: bool | None = True
    next_step = "Look the code up in the platform's documentation; nothing more is known about it here."
    next_step_zh = "请在平台文档中查询该错误码;此处没有更多信息。"

    def __init__(
        self, message: str, *, message_zh: str = "", kind: str = "unknown", retryable: bool = False, **facts: Any
    ) -> None:
        super().__init__(message, **facts)
        self.message_zh = message_zh or message
        self.kind = kind
        self.retryable = retryable


class Throttled(RateLimited, ApiError):
    """The platform asked to slow down, and went on asking through all tries. Nothing was done."""

    delivered = False
    next_step = "The whole account pauses until `retry_at`. Check whether other devices or addresses use this account."
    next_step_zh = "整个账号将暂停到 retry_at。请检查是否有其他设备或地址也在使用该账号。"


class AllowanceUsedUp(RateLimited, ApiError):
    """An allowance for an hour or a day is used up. Nothing was done; the account's other calls go on."""

    delivered = False
    next_step = "Make this call again at `retry_at`, not before; the account's other calls need not wait."
    next_step_zh = "请在 retry_at 之后再发起此调用;账号的其他调用无需等待。"


class TokenRejected(ApiError):
    """The access token is expired or of the wrong kind."""

    delivered = False


class ScopeMissing(ApiError):
    """The app or the seller's grant lacks a scope that the operation needs."""

    delivered = False


class NotCertified(ApiError):
    """HTTP 403: the platform does not accept calls from this tool."""

    delivered = False
    next_step = (
        "1. Check that the app is approved and the certification number in the User-Agent is the filed one. "
        "2. Check that the egress address is registered for the app. "
        "3. If there is no certification yet, apply for it in the partner console. "
        "4. Do not repeat the call before that: refusals count against the account."
    )
    next_step_zh = (
        "1. 确认应用已通过审核,且 User-Agent 中的认证编号与备案一致。2. 确认出口 IP 已为该应用登记。"
        "3. 若尚未认证,请在合作伙伴后台申请。4. 在此之前不要重试:被拒次数会计入账号。"
    )


class EgressNotAllowed(ApiError):
    """The calling address is not on the app's list."""

    delivered = False


class ClockSkew(ApiError):
    """This machine's clock is off by `offset` seconds (positive: it runs ahead of the platform)."""

    delivered = False
    next_step = "Synchronise the clock of this machine (NTP, w32tm), then repeat the call."
    next_step_zh = "请同步本机时钟(NTP / w32tm)后重试。"

    def __init__(self, message: str, *, offset: float | None, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.offset = offset


class ShopInactive(ApiError):
    """The shop or its seller is inactive."""

    delivered = False


class ServerError(ApiError):
    """The platform failed; a write may have happened all the same (`delivered` is None)."""

    delivered: bool | None = None


class PartialFailure(ApiError):
    """The call succeeded for some items and failed for others.

    `items` has one entry per failed item (code, message, detail), `result` the whole typed answer.
    """

    def __init__(self, message: str, *, items: Sequence[Any], result: Any, **facts: Any) -> None:
        super().__init__(message, kind="partial_failure", **facts)
        self.items = tuple(items)
        self.result = result

    next_step = "Treat the items that `items` does not name as done; correct and repeat only the named ones."
    next_step_zh = "items 中未列出的条目视为已完成;只需修正并重试列出的条目。"
