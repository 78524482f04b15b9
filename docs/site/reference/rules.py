"""Pages of the rules that are data: purpose classes, the 17 kinds, error codes."""

from __future__ import annotations

from collections import defaultdict

from tiktok_shop_sdk.core.error_codes import ErrorCode, every_code
from tiktok_shop_sdk.core.purpose import ALWAYS_COVERED, DATA_CLASSES, READY_MADE
from tiktok_shop_sdk.core.sensitive import POLICY, POLICY_HASH
from tiktok_shop_sdk.resources import every_operation

from . import markup


def purposes() -> str:
    """Which operations each class of a purpose statement covers, and the ready-made statements."""
    operations: dict[str, list[str]] = defaultdict(list)
    for one in every_operation():
        operations[one.terms.data_class].append(one.id)
    classes = [f"{name}:{action}" for name in sorted(DATA_CLASSES) for action in ("read", "write")]
    used = [name for name in classes if name in operations]
    rows = [(markup.code(name), _always(name), ", ".join(map(_operation, operations[name]))) for name in used]
    ready = [
        (markup.code(name), markup.line(made.en), markup.line(made.zh), markup.codes(sorted(made.covers)))
        for name, made in READY_MADE.items()
    ]
    idle = ", ".join(f"`{name}`" for name in classes if name not in operations)
    return "\n\n".join(
        (
            "# Purpose classes / 用途类别",
            "What `PurposeStatement(covers=...)` may name. An operation has exactly one class, and reading and writing "
            "are apart. Which class an operation has is our own reading; the platform publishes none.\n"
            "每个操作只属于一个类别,读写分开。类别划分为本 SDK 的理解,平台没有公布。",
            markup.table(
                ("Class / 类别", "", "Operations / 操作"), rows, anchors=[name.replace(":", "-") for name in used]
            ),
            f"These classes can be named and belong to no operation: {idle}.",
            "## Ready-made statements / 预置声明",
            '`PurposeStatement.ready(name, filed=...)`, or `ready = "name"` in the account file.',
            markup.table(("Name", "English", "中文", "Covers / 涵盖"), ready),
        )
    )


def _always(data_class: str) -> str:
    return "always covered / 始终涵盖" if data_class.startswith(ALWAYS_COVERED) else ""


def _operation(name: str) -> str:
    return markup.link(markup.code(name), f"../families/{name.partition('.')[0]}.html#{name}")


def kinds() -> str:
    """The 17 kinds, the platform's names that carry them, and what releases them."""
    rows = []
    for number, rule in enumerate(POLICY, 1):
        released = " or ".join(markup.code(f"{name}:read") for name in rule.released_by) or "never / 绝不放行"
        origin = "named by the source / 文章列明" if number <= 3 else "our reading / 本 SDK 的理解"
        rows.append((str(number), markup.code(rule.kind), origin, released, markup.codes(rule.names)))
    return "\n\n".join(
        (
            "# The 17 kinds / 17 类敏感数据",
            "The typed models strip by path: a field of one of these kinds keeps its place and says why it is empty. "
            "The names below are for what no model declares (the second net). Kind 3 is released for the amounts that "
            "finance operations answer; the names of a margin itself are never released. See [Privacy](../privacy.md), "
            "[隐私](../privacy.zh-CN.md).",
            markup.table(
                ("", "Kind / 类别", "Source / 来源", "Released by / 放行条件", "Names / 字段名"),
                rows,
                anchors=[str(rule.kind) for rule in POLICY],
            ),
            f"The hash of this table stands in every audit record as `policy`: `{POLICY_HASH}`.",
        )
    )


def error_codes() -> str:
    """Every platform code that is known: its meaning, its error, whether it passes, the next step."""
    families: dict[str, list[ErrorCode]] = defaultdict(list)
    for one in every_code():
        families[one.family].append(one)
    tables = "\n\n".join(f"## {family}\n\n{_codes(codes)}" for family, codes in families.items())
    return (
        "# Error codes / 错误码\n\n"
        f"The {len(every_code())} codes of the platform that are known, the gateway's first, then by the family whose "
        "operations answer with them. The same in code: `errors.explain(code)`. A code "
        "that is not listed is an `ApiError` with that code. How to act on them: [Errors](../errors.md), "
        f"[错误处理](../errors.zh-CN.md).\n\n{tables}\n"
    )


def _codes(codes: list[ErrorCode]) -> str:
    rows = [
        (
            markup.code(one.code),
            f"{markup.line(one.meaning)}<br>{markup.line(one.meaning_zh)}",
            markup.link(markup.code(one.error.__name__), f"exceptions.html#{one.error.__name__}"),
            markup.line(one.again.replace("_", " ")),
            f"{markup.line(one.next_step)}<br>{markup.line(one.next_step_zh)}",
        )
        for one in codes
    ]
    columns = ("Code", "Meaning / 含义", "Error", "May succeed again", "Next step / 下一步")
    return markup.table(columns, rows, anchors=[f"code-{one.code}" for one in codes])
