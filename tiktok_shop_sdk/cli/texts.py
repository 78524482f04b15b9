"""Every text that the command line shows, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .language import Language


def say(key: str, language: Language, **values: object) -> str:
    """The text of this name; `{name}` in it stands for a value."""
    text = TEXTS[key][1 if language == "zh" else 0]
    return text.format(**values) if values else text


# fmt: off
TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType({
    # Help
    "help.usage": ("Usage:", "用法:"),
    "help.options": ("Options", "选项"),
    "help.global_options": ("Global options", "全局选项"),
    "help.commands": ("Commands", "命令"),
    "help.exit_codes": ("Exit codes", "退出码"),
    "help.root": (
        "The TikTok Shop Open API at the command line, with the platform's rules kept for you.\n"
        "\n"
        "The account comes from --account, TIKTOK_SHOP_ACCOUNT_FILE, ./account.toml, or the variables TIKTOK_SHOP_*. "
        "Secrets are read from there or from stdin, never from an argument.\n"
        "\n"
        "First steps: `tiktok-shop demo` needs no account; `tiktok-shop doctor` checks yours.",
        "在命令行中使用 TikTok Shop 开放接口,平台规则由工具代为遵守。\n"
        "\n"
        "账号声明依次取自 --account、TIKTOK_SHOP_ACCOUNT_FILE、./account.toml 或 TIKTOK_SHOP_* 环境变量。\n"
        "密钥只从上述位置或标准输入读取,绝不作为命令行参数。\n"
        "\n"
        "入门:`tiktok-shop demo` 无需账号;`tiktok-shop doctor` 检查您的账号。",
    ),
    "help.demo": (
        "Show the SDK at work against a sandbox on this machine.\n"
        "\n"
        "Consent, 150 orders over several pages, stock of 10 SKUs, a call refused for its purpose and a 429 survived, "
        "at the full pace of one call in 500 ms. Ends with 0 only if the sandbox's referee saw no rule broken and "
        "the audit log verifies. Takes less than a minute; nothing leaves this machine.",
        "在本机沙箱上演示 SDK 的工作过程。\n"
        "\n"
        "完成授权、分页拉取 150 个订单、推送 10 个 SKU 的库存,\n"
        "并演示一次因用途被拒的调用和一次 429 限流。全程保持 500 毫秒一次的正式节奏。\n"
        "仅当沙箱裁判未发现违规且审计日志校验通过时退出码为 0。\n"
        "用时不到一分钟,数据不会离开本机。",
    ),
    "help.sandbox": (
        "Run a TikTok Shop on this machine that enforces the platform's rules.\n"
        "\n"
        "All sellers, buyers and orders are invented. Ctrl-C ends it and shows the referee's report. --fail puts "
        "trouble on order, as in --fail 429:5@130: a 429 with Retry-After 5 at the 130th call.",
        "在本机运行一个遵守平台规则的 TikTok Shop 沙箱。\n"
        "\n"
        "卖家、买家和订单均为虚构。按 Ctrl-C 结束并显示裁判报告。\n"
        "--fail 可预设故障,例如 --fail 429:5@130:第 130 次调用返回 429,Retry-After 为 5。",
    ),
    "help.doctor": (
        "Check the account, this machine and the audit log, and say what to do.\n"
        "\n"
        "Nothing is sent to the platform unless --call is given, which makes one call (Get Authorized Shops) "
        "under all the rules. The exit code is that of the first FAIL; warnings leave it at 0.",
        "检查账号、本机环境和审计日志,并给出处理建议。\n"
        "\n"
        "除非使用 --call,否则不会向平台发送任何请求;--call 会按全部规则调用一次「获取授权店铺」。\n"
        "退出码为第一个 FAIL 对应的代码;仅有警告时为 0。",
    ),
    "help.auth": ("Let a seller consent, and see how the consent stands.", "获取卖家授权,并查看授权状态。"),
    "help.auth.url": (
        "Print the address where the seller consents.\n"
        "\n"
        "It carries a one-time state and serves one consent within a day.",
        "输出卖家授权页面的地址。\n"
        "\n"
        "地址中带有一次性 state,一天内有效,仅供一次授权使用。",
    ),
    "help.auth.exchange": (
        "Turn what the consent page gave back into stored tokens.\n"
        "\n"
        "Paste the whole redirect address, or the code alone, at the prompt, or send it through stdin (`-`). It is a "
        "credential, so it is never an argument.",
        "用授权页面返回的内容换取令牌并保存。\n"
        "\n"
        "在提示处粘贴完整的回调地址或授权码,或通过标准输入传入(`-`)。\n"
        "授权码属于凭证,因此不能作为参数。",
    ),
    "help.auth.status": (
        "Show seller, scopes and expiry of the consent; never a token.",
        "显示授权的卖家、权限范围和有效期,不显示令牌。",
    ),
    "help.shops": ("List the shops of the account's grant.", "列出账号已授权的店铺。"),
    "help.quota": (
        "Show what is left of the quotas, the pause and the pace, over all processes.",
        "显示剩余额度、暂停和节奏,统计本机所有进程。",
    ),
    "help.plan": (
        "Say how long a job takes under the ledger as it stands, and what it leaves.\n"
        "\n"
        "Such as: plan orders.search=2000/100 orders.get=12 (2,000 orders at 100 in a call, and 12 calls more). It is "
        "assumed that the account does nothing else meanwhile. Nothing is sent.",
        "按当前额度账本估算一项任务需要多久、会剩下多少额度。\n"
        "\n"
        "例如:plan orders.search=2000/100 orders.get=12(2,000 个订单、每次 100 个,另加 12 次调用)。\n"
        "假定期间该账号不做其他事。不会发送任何请求。",
    ),
    "help.purge": (
        "Close a shop, or the whole account, on this machine.\n"
        "\n"
        "Destroys tokens, shop ciphers, the keys of the names in the audit log, journals, webhook events and the cursors that you name. "
        "The audit log stays whole and verifiable; nobody can tell any more whose records they are. An interrupted purge goes on at the "
        "next start. A certificate without personal data stays in the account's directory. First let the seller withdraw the consent, "
        "and stop other processes of the account.",
        "在本机关闭一个店铺或整个账号。\n"
        "\n"
        "销毁令牌、店铺 cipher、审计日志中名称的密钥、推送记录、webhook 事件以及您指定的游标文件。审计日志保持完整且可验证,但无人能再得知其归属。"
        "若被中断,下次启动时自动继续。账号目录中会保留一份不含个人数据的证书。请先让卖家取消授权,并停止该账号的其他进程。",
    ),
    "help.egress": ("The one egress by which the account calls.", "账号调用所用的唯一出口。"),
    "help.egress.move": (
        "Change the account's egress to the declared one, in all processes and on all machines.\n"
        "\n"
        "Edit [egress] in the account file first, and register the new address for the app. The change is recorded in the audit log; "
        "whoever still declares the old egress is refused from then on. Slots, pace and pause stay as they are.",
        "将账号出口改为当前声明的出口,对所有进程和机器生效。\n"
        "\n"
        "请先修改账号文件中的 [egress],并为应用登记新地址。变更会写入审计日志;仍声明旧出口的进程此后会被拒绝。额度、节奏和暂停保持不变。",
    ),
    "help.operations": (
        "Show what can be called: all families, the operations of one, or one with its parameters, limits, scopes and purpose class.\n"
        "\n"
        "Such as: operations, operations orders, operations orders.search. Nothing is sent.",
        "查看可调用的接口:所有接口族、某一族的全部操作,或单个操作的参数、限额、权限范围和用途类别。\n"
        "\n"
        "例如:operations、operations orders、operations orders.search。不会发送任何请求。",
    ),
    "help.call": (
        "Make one declared call, such as: call orders.get --shop 7495... ids=1,2\n"
        "\n"
        "Values are texts, lists with commas, JSON, or @FILE for an upload. `tiktok-shop operations` says what there is. The answer is JSON.",
        "调用一个已声明的操作,例如:call orders.get --shop 7495... ids=1,2\n"
        "\n"
        "参数值可以是文本、逗号分隔的列表、JSON,上传文件写作 @文件名。\n"
        "可用操作见 `tiktok-shop operations`。结果为 JSON。",
    ),
    "help.orders": ("Work with a shop's orders.", "处理店铺订单。"),
    "help.orders.pull": (
        "Pull a shop's orders into a file: JSON Lines, or CSV if its name ends in .csv.\n"
        "\n"
        "--since and --until are times of update (2026-03-01, 2026-03-01T08:00+08:00; without a zone: UTC). An "
        "interrupted pull goes on with --resume. Buyers' data never comes in.",
        "将店铺订单拉取到文件:JSON Lines 格式;文件名以 .csv 结尾时为 CSV。\n"
        "\n"
        "--since 和 --until 为更新时间(2026-03-01、2026-03-01T08:00+08:00;无时区按 UTC)。\n"
        "中断后可用 --resume 继续。买家数据不会被采集。",
    ),
    "help.inventory": ("Work with a shop's stock.", "处理店铺库存。"),
    "help.inventory.push": (
        "Push stock from a CSV file to a shop.\n"
        "\n"
        "Columns: sku_id or seller_sku, warehouse_id, quantity; product_id and as_of (when it was counted) if known. "
        "An older value never goes over a newer one. --dry-run checks the file and sends nothing. Lines that fail are "
        "listed, and the exit code is 9, or 7 if nobody knows whether they were set.",
        "将 CSV 文件中的库存推送到店铺。\n"
        "\n"
        "列:sku_id 或 seller_sku、warehouse_id、quantity;可选 product_id 和 as_of(盘点时间)。\n"
        "旧值不会覆盖新值。--dry-run 只检查文件,不发送。\n"
        "失败的行会逐一列出,退出码为 9;若无法确认是否已生效则为 7。",
    ),
    "help.audit": ("Verify, read and keep the audit log.", "校验、查询和维护审计日志。"),
    "help.audit.verify": (
        "Check that the audit log is whole and unchanged; exit code 8 if it is not.",
        "校验审计日志是否完整且未被改动;否则退出码为 8。",
    ),
    "help.audit.query": (
        "Show records of the audit log by time, operation or kind.",
        "按时间、操作或类别查询审计记录。",
    ),
    "help.audit.export": (
        "Write records of the audit log into a file for a review.",
        "导出审计记录,供审查使用。",
    ),
    "help.audit.evidence": (
        "Lay the audit log out in a new directory for a platform review.\n"
        "\n"
        "With the log come the purpose statements, the table of what is stripped, the heads kept elsewhere, the verdict, and how to check "
        "all that offline.",
        "将审计日志整理到一个新目录,供平台审查使用。\n"
        "\n"
        "其中包括日志、用途声明、剥离规则表、保存在别处的锚点、校验结论,以及离线核对的方法。",
    ),
    "help.audit.schema": (
        "Show the SQL for an audit log, or its heads, in PostgreSQL; apply it only where told.",
        "显示在 PostgreSQL 中保存审计日志或其锚点的 SQL;仅在指定时执行。",
    ),
    "help.audit.prune": (
        "Delete whole segments that are older than the retention, never less than 180 days.\n"
        "\n"
        "Asks first unless --yes is given. Each pruning is itself recorded; a log that does not verify is not pruned.",
        "删除超过保留期的完整分段;保留期不得少于 180 天。\n"
        "\n"
        "除非使用 --yes,否则会先询问。每次清理都会记入日志;校验不通过的日志不会被清理。",
    ),

    # Options
    "option.help": ("Show this help.", "显示本帮助。"),
    "option.version": ("Show the version.", "显示版本号。"),
    "option.account": ("The account file (TOML).", "账号文件(TOML)。"),
    "option.json": ("JSON on stdout, nothing else; errors as JSON on stderr.", "标准输出仅为 JSON;错误以 JSON 写入标准错误。"),
    "option.lang": ("Language of help and messages; the locale's by default.", "帮助与提示的语言,默认随系统区域设置。"),
    "option.max_wait": ("Wait no longer than this for a free slot; exit code 4.", "等待空闲额度的最长秒数,超过则退出码为 4。"),
    "option.debug": ("Show where an error arose; values are never shown.", "显示错误发生的位置,不显示任何变量的值。"),
    "option.shop": ("The shop's id, as `tiktok-shop shops` lists it.", "店铺 ID,见 `tiktok-shop shops`。"),
    "option.whole_account": ("All shops of the account, and its tokens.", "账号的所有店铺及其令牌。"),
    "option.cursor": ("A cursor of an order pull of this shop; may be repeated.", "该店铺订单拉取的游标文件,可重复。"),
    "option.yes": ("Do not ask.", "不再询问。"),
    "option.keep": ("Keep account, ledger and audit log in this new directory.", "将账号、额度账本和审计日志保存到此新目录。"),
    "option.port": ("Port on 127.0.0.1; 0 takes a free one. Default: 8765.", "127.0.0.1 上的端口;0 表示任选空闲端口。默认 8765。"),
    "option.seed": ("Another seed, other data. Default: 7.", "种子不同,数据不同。默认 7。"),
    "option.orders": ("Orders in each shop. Default: 150.", "每个店铺的订单数。默认 150。"),
    "option.fail": ("Trouble on order; may be repeated. A wrong one lists the forms.", "预设故障,可重复;写错时会列出全部写法。"),
    "option.webhooks": ("send webhooks to this address of this machine", "向本机的该地址推送 webhook"),
    "option.certified_only": ("answer tools that do not declare themselves with 403", "对未声明身份的工具返回 403"),
    "option.call": ("Also make one call to the platform.", "另向平台发出一次调用。"),
    "option.from_app_store": ("The install came from the platform's app store (no state).", "从平台应用市场安装(不带 state)。"),
    "option.all": ("All pages, one item a line.", "取全部分页,每行一条。"),
    "option.out": ("The file to write; a form is known by .jsonl or .csv.", "输出文件;按 .jsonl 或 .csv 确定格式。"),
    "option.since": ("Updated at or after this time.", "更新时间不早于。"),
    "option.until": ("Updated before this time.", "更新时间早于。"),
    "option.resume": ("Go on where the last pull into this file stopped.", "从上次中断处继续。"),
    "option.lane": ("Its place in line: interactive, sync or backfill. Default: backfill, which leaves a tenth of each quota to the others.", "排队通道:interactive、sync 或 backfill。默认 backfill,为其他通道保留每种额度的十分之一。"),
    "option.dry_run": ("Say what would be sent; send nothing.", "只显示将发送的内容,不发送。"),
    "option.purpose": ("The purpose, as the statement words it.", "用途声明的原文。"),
    "option.schema": ("The schema of the tables.", "数据表所在的 schema。"),
    "option.heads": ("A file in which syslog kept the heads of the log.", "syslog 保存日志锚点的文件。"),
    "option.audit_account": ("The account's name in the log (a keyed hash).", "账号在日志中的名称(带密钥的哈希)。"),
    "option.audit_role": ("Also make this role, which may insert and read alone.", "同时创建只能插入和读取的角色。"),
    "option.audit_apply": ("Apply it at this address, as the tables' owner.", "以表所有者身份在此地址执行。"),
    "option.dir": ("The audit directory; the account's by default.", "审计目录,默认为该账号的目录。"),
    "option.log": ("Which of several logs, in the order of their declaration. Default: 1.", "声明了多个日志时,按声明顺序选择第几个。默认 1。"),
    "option.evidence": ("A directory that is not there yet.", "一个尚不存在的目录。"),
    "option.from": ("Recorded at or after this time.", "记录时间不早于。"),
    "option.to": ("Recorded before this time.", "记录时间早于。"),
    "option.operation": ("Only this operation.", "仅此操作。"),
    "option.kind": ("Only this kind of record, as intent, outcome, refusal.", "仅此类记录,如 intent、outcome、refusal。"),
    "option.outcome": ("Only this outcome, as ok, api_error, refused.", "仅此结果,如 ok、api_error、refused。"),
    "option.limit": ("At most so many records. Default: 100.", "最多条数。默认 100。"),
    "option.format": ("The form, if the name of the file does not say it (- is stdout).", "文件名无法确定格式时指定(- 表示标准输出)。"),
    "option.days": ("Keep so many days; 180 or more. Default: 180.", "保留天数,不少于 180。默认 180。"),

    # Exit codes
    "exit.0": ("fine", "正常"),
    "exit.1": ("unexpected", "意外错误"),
    "exit.2": ("wrong usage, or a wrong declaration of the account", "用法错误或账号声明有误"),
    "exit.3": ("refused by the purpose statement or another rule; nothing was sent", "被用途声明或其他规则拒绝,未发送任何请求"),
    "exit.4": ("rate limited, or the wait would be too long; the message says when to come back", "触发限流或等待过久;提示中给出重试时间"),
    "exit.5": ("the seller must consent", "需要卖家授权"),
    "exit.6": ("the platform refused", "平台拒绝"),
    "exit.7": ("the line broke, or nobody knows whether the call was carried out", "传输中断,或无法确认调用是否已执行"),
    "exit.8": ("the audit log is not OK or cannot be written", "审计日志异常或无法写入"),
    "exit.9": ("some items failed, the others are done", "部分条目失败,其余已完成"),
    "exit.130": ("interrupted", "已中断"),

    # Errors
    "error.ShopError": ("Error", "错误"),
    "error.DeclarationError": ("The account's declaration is incomplete or wrong", "账号声明缺失或有误"),
    "error.Refused": ("Refused by a rule; nothing was sent", "被规则拒绝,未发送任何请求"),
    "error.PurposeRefused": ("Refused for its purpose; nothing was sent", "因用途被拒绝,未发送任何请求"),
    "error.EgressRefused": ("Refused: not the registered egress; nothing was sent", "出口与登记不符,已拒绝,未发送任何请求"),
    "error.InvalidRequest": ("An argument does not fit", "参数不符合要求"),
    "error.WaitTooLong": ("The wait would be too long; nothing was sent", "等待时间过长,未发送任何请求"),
    "error.AuditUnavailable": ("The audit log cannot be written; nothing was sent", "审计日志无法写入,未发送任何请求"),
    "error.LedgerUnavailable": ("The record of slots cannot be used; nothing was sent", "额度账本不可用,未发送任何请求"),
    "error.TokensUnavailable": ("The stored tokens cannot be used; nothing was sent", "已存令牌不可用,未发送任何请求"),
    "error.PurgeUnfinished": ("A purge is not complete; nothing was sent", "清除尚未完成,未发送任何请求"),
    "error.ClientClosed": ("The client was closed", "客户端已关闭"),
    "error.ConsentNeeded": ("The seller must consent", "需要卖家授权"),
    "error.TransportError": ("The exchange with the platform broke", "与平台的通信中断"),
    "error.AnswerUnreadable": ("The platform answered, and the answer cannot be used", "平台已应答,但内容无法使用"),
    "error.ApiError": ("The platform refused", "平台拒绝了请求"),
    "error.RateLimited": ("Rate limited", "触发限流"),
    "error.Throttled": ("The platform asks to slow down", "平台要求降低调用频率"),
    "error.TokenRejected": ("The access token is not accepted", "访问令牌不被接受"),
    "error.ScopeMissing": ("A scope is missing", "缺少权限范围"),
    "error.NotCertified": ("The platform does not accept this tool", "平台不接受此工具的调用"),
    "error.EgressNotAllowed": ("The calling address is not registered", "调用地址未登记"),
    "error.ClockSkew": ("This machine's clock is off", "本机时钟不准"),
    "error.ShopInactive": ("The shop or the seller is inactive", "店铺或卖家未激活"),
    "error.ServerError": ("The platform failed", "平台出现故障"),
    "error.PartialFailure": ("Some items failed, the others are done", "部分条目失败,其余已完成"),
    "error.operation": ("operation {value}", "操作 {value}"),
    "error.code": ("code {value}", "错误码 {value}"),
    "error.request": ("request {value}", "请求 {value}"),
    "error.retry_at": ("retry at: {at}", "可重试时间: {at}"),
    "error.next": ("next: {steps}", "下一步: {steps}"),
    "error.usage": ("Usage", "用法错误"),
    "error.see_help": ("see: {command} --help", "参见: {command} --help"),
    "error.unexpected": ("Unexpected", "意外错误"),
    "error.debug": ("run it again with --debug to see where it arose", "加上 --debug 再运行,可查看错误发生的位置"),
    "error.extra_sandbox": ("this needs an extra: pip install 'tiktok-shop-sdk[sandbox]'", "需要安装扩展: pip install 'tiktok-shop-sdk[sandbox]'"),
    "usage.no_command": ("there is no such command; there are: {near}", "没有此命令;可用命令: {near}"),
    "usage.no_option": ("there is no option {name}", "没有选项 {name}"),
    "usage.job": ("{job}: write OPERATION=CALLS, or OPERATION=ITEMS/ITEMS_PER_CALL", "{job}:请写作 操作=次数,或 操作=条数/每次条数"),
    "usage.missing": ("{name} is missing", "缺少 {name}"),
    "usage.bad_value": ("{name}: {said}", "{name} 的值无效: {said}"),
    "usage.code_argument": (
        "the code is a credential and no argument: other users see arguments in `ps`. Give - and send it through stdin, or nothing and paste it",
        "授权码是凭证,不能作为参数:其他用户可在 `ps` 中看到参数。请用 - 从标准输入传入,或不带参数再粘贴",
    ),
    "usage.give_yes": ("nobody can be asked here: give --yes", "此处无法询问,请使用 --yes"),
    "usage.purge_what": ("name what to purge: --shop ID or --whole-account", "请指定清除对象:--shop ID 或 --whole-account"),
    "usage.no_operation": ("there is no operation {name}; near it: {near}", "没有操作 {name};相近的有: {near}"),
    "usage.no_equals": ("arguments of the call have the form name=value; the argument at place {place} has not", "调用参数的形式为 name=value;第 {place} 个参数不符"),
    "usage.no_json": ("{name}: this is not JSON", "{name}: 不是有效的 JSON"),
    "usage.takes": ("{name} takes: {parameters}", "{name} 的参数: {parameters}"),
    "usage.twice": ("{name} is given twice", "{name} 重复给出"),
    "usage.not_paged": ("{name} does not answer in pages: leave --all out", "{name} 不分页,请去掉 --all"),
    "usage.time": ("write a time as 2026-03-01 or 2026-03-01T08:00+08:00", "时间写作 2026-03-01 或 2026-03-01T08:00+08:00"),
    "usage.out_exists": ("{path} exists already: go on with --resume, or give another file", "{path} 已存在:请用 --resume 继续,或换一个文件"),
    "usage.port_taken": ("port {port} cannot be used: {reason}", "端口 {port} 不可用: {reason}"),
    "usage.keep_exists": ("{path} exists already; --keep takes a new directory", "{path} 已存在;--keep 需要一个新目录"),

    # Columns and facts
    "column.shop": ("shop", "店铺"),
    "column.name": ("name", "名称"),
    "column.region": ("region", "地区"),
    "column.seller_type": ("type", "类型"),
    "column.window": ("window", "窗口"),
    "column.used": ("used", "已用"),
    "column.left": ("left", "剩余"),
    "column.limit": ("limit", "上限"),
    "column.period": ("seconds", "周期(秒)"),
    "column.next_free": ("next free in s", "下次空闲(秒)"),
    "column.family": ("family", "接口族"),
    "column.operations": ("operations", "操作数"),
    "column.parameter": ("parameter", "参数"),
    "column.place": ("place", "位置"),
    "column.type": ("type", "类型"),
    "column.needed": ("needed", "必填"),
    "fact.total": ("total", "合计"),
    "fact.route": ("route", "路径"),
    "fact.purpose": ("purpose class", "用途类别"),
    "fact.quota": ("quota class", "额度类别"),
    "fact.limits": ("limits", "限额"),
    "fact.token": ("token of", "令牌类型"),
    "fact.shop": ("shop", "店铺"),
    "fact.asset": ("category asset", "类目资产"),
    "fact.also": ("older versions to pin", "可固定的旧版本"),
    "fact.differing": ("older versions with other fields", "字段不同的旧版本"),
    "fact.repeatable": ("repeated after trouble", "故障后自动重试"),
    "fact.answer": ("answers", "返回"),
    "fact.yes": ("yes", "是"),
    "fact.no": ("no", "否"),
    "column.operation": ("operation", "操作"),
    "column.quota": ("quota", "额度类别"),
    "column.data": ("purpose", "用途类别"),
    "column.what": ("what it does", "说明"),
    "column.time": ("time", "时间"),
    "column.kind": ("kind", "类别"),
    "column.outcome": ("outcome", "结果"),
    "column.status": ("status", "状态"),
    "column.code": ("code", "错误码"),
    "column.request": ("request", "请求"),
    "fact.purge": ("certificate", "证书"),
    "fact.destroyed": ("destroyed", "已销毁"),
    "fact.sha256": ("sha256", "证书哈希 sha256"),
    "fact.seller": ("seller", "卖家"),
    "fact.open_id": ("open id", "open id"),
    "fact.scopes": ("scopes", "权限范围"),
    "fact.access_expires": ("access token expires (it is refreshed by itself)", "访问令牌有效期至(会自动刷新)"),
    "fact.refresh_expires": ("consent ends", "授权有效期至"),
    "fact.no_end": ("has no end", "长期有效"),
    "fact.calls": ("calls", "调用次数"),
    "fact.takes": ("takes", "需时"),
    "fact.ends": ("ends", "结束于"),
    "fact.pace": ("pace in s", "调用间隔(秒)"),
    "fact.pause": ("paused for s", "暂停剩余(秒)"),
    "fact.pause_reason": ("because of", "原因"),
    "fact.strikes": ("429s in a row", "连续 429 次数"),

    # Messages
    "auth.open": ("Let the seller open this address and consent; then run `tiktok-shop auth exchange`:", "请让卖家打开此地址并授权,然后运行 `tiktok-shop auth exchange`:"),
    "auth.paste": ("Paste the address that the consent page came back with, or the code (it is not shown)", "请粘贴授权页面的回调地址或授权码(输入内容不显示)"),
    "auth.done": ("consent stored", "授权已保存"),
    "purge.ask_shop": ("Destroy all that is kept of shop {shop}?", "确定销毁店铺 {shop} 的全部本地数据吗?"),
    "purge.ask_account": ("Destroy all that is kept of this account and its shops?", "确定销毁该账号及其所有店铺的全部本地数据吗?"),
    "purge.done": ("destroyed; the certificate is in the account's directory", "已销毁;证书保存在账号目录中"),
    "egress.ask": ("Let the account call by {declared} from now on, and by nothing else?", "确定此后账号仅通过 {declared} 调用吗?"),
    "egress.moved": ("the account calls by {declared} now; before: {before}", "账号现通过 {declared} 调用;此前: {before}"),
    "auth.none": ("there is no consent yet", "尚未授权"),
    "orders.pulling": ("orders", "订单"),
    "orders.pulled": ("{orders} orders in {pages} pages, all changes before {until}: {path}", "{pages} 页共 {orders} 个订单,截至 {until} 的全部变更: {path}"),
    "inventory.pushing": ("stock", "库存"),
    "inventory.dry": ("{lines} lines are fine; nothing was sent", "{lines} 行均有效;未发送任何请求"),
    "inventory.pushed": ("{done} done, {not_done} not done, {unknown} unknown, {skipped} skipped, in {calls} calls", "已完成 {done},未完成 {not_done},未知 {unknown},跳过 {skipped};共 {calls} 次调用"),
    "column.line": ("line", "行"),
    "column.sku": ("SKU", "SKU"),
    "column.warehouse": ("warehouse", "仓库"),
    "column.quantity": ("quantity", "数量"),
    "column.reason": ("reason", "原因"),
    "audit.place": ("log: {place}", "日志: {place}"),
    "audit.schema_made": ("made: schema {schema}", "已创建 schema {schema}"),
    "audit.counts": ("{records} records in {streams} streams, {segments} closed segments", "{streams} 个流共 {records} 条记录,{segments} 个已关闭分段"),
    "audit.anchored": ("OK, anchored", "完整,且有外部锚点"),
    "audit.unanchored": ("OK, unanchored (a cut end is not excluded)", "完整,无外部锚点(不排除末尾被截断)"),
    "audit.fail": ("at record {seq}: {why}", "第 {seq} 条记录处: {why}"),
    "audit.exported": ("{count} records: {path}; {verdict}", "{count} 条记录: {path};{verdict}"),
    "audit.pruned": ("{segments} segments removed", "已删除 {segments} 个分段"),
    "audit.prune_sure": ("Remove what is older than {days} days from {path}?", "确定从 {path} 删除 {days} 天以前的记录吗?"),
    "audit.no_such_log": ("the account declares only {count} log(s)", "该账号只声明了 {count} 个日志"),
    "audit.laid_out": ("laid out in {path}; {verdict}", "已整理到 {path};{verdict}"),
    "audit.out_exists": ("{path} exists already: give another file", "{path} 已存在,请换一个文件"),
    "sandbox.ready": ("The sandbox answers at {url} (Ctrl-C ends it).", "沙箱已启动: {url}(按 Ctrl-C 结束)。"),
    "sandbox.account": ("An account file for it:", "对应的账号文件:"),
    "sandbox.over": ("{arrivals} calls arrived; rules broken: {violations}.", "共收到 {arrivals} 次调用;违规: {violations}。"),
    "sandbox.clean": ("none", "无"),
    "sandbox.broken": ("yes, see --json", "有,详见 --json"),

    # Demo
    "demo.sandbox": ("A TikTok Shop on this machine", "本机上的 TikTok Shop"),
    "demo.sandbox_at": ("the sandbox answers at {url}; it holds {orders} orders of invented buyers", "沙箱地址 {url};内有 {orders} 个虚构买家的订单"),
    "demo.purpose": ("purpose: {text} Covers {covers}", "用途声明: {text} 涵盖 {covers}"),
    "demo.agent": ("every call declares: {agent}", "每次调用均声明: {agent}"),
    "demo.consent": ("The seller consents", "卖家授权"),
    "demo.consented": ("{seller} consented, until {until}; the code was exchanged, the tokens are in a private file", "{seller} 已授权,有效期至 {until};授权码已换取令牌,保存在私有文件中"),
    "demo.shop": ("shop {shop}: {name}", "店铺 {shop}: {name}"),
    "demo.pull": ("Orders, page by page; the second call will be answered with 429 and Retry-After {retry_after}", "分页拉取订单;第二次调用将收到 429,Retry-After 为 {retry_after}"),
    "demo.page": ("page {page}: {done} of {total} orders, after {seconds} s", "第 {page} 页: {done} / {total} 个订单,用时 {seconds} 秒"),
    "demo.throttled": ("429 received {times} time(s): the whole account paused, and goes on slower ({pace} s between calls)", "收到 {times} 次 429: 整个账号已暂停,之后以较慢节奏继续(间隔 {pace} 秒)"),
    "demo.no_buyer": ("values of the invented buyers in orders.jsonl: {leaks}", "orders.jsonl 中出现的虚构买家数据: {leaks} 项"),
    "demo.push": ("Stock of {skus} SKUs", "推送 {skus} 个 SKU 的库存"),
    "demo.pushed": ("{done} of {wanted} SKUs set in {calls} calls", "{wanted} 个 SKU 中已更新 {done} 个,共 {calls} 次调用"),
    "demo.refusal": ("A call that the purpose statement does not cover", "用途声明未涵盖的调用"),
    "demo.refused": ("{operation} refused: {said}", "{operation} 被拒绝: {said}"),
    "demo.nothing_sent": ("calls that reached the platform: {calls}; the refusal is in the audit log", "到达平台的调用: {calls} 次;拒绝已记入审计日志"),
    "demo.result": ("Result", "结果"),
    "demo.calls": ("calls by class", "各类调用次数"),
    "demo.class.order": ("order", "订单"),
    "demo.class.product": ("product", "商品"),
    "demo.class.both": ("other", "其他"),
    "demo.class.none": ("tokens", "令牌"),
    "demo.window": ("worst {seconds} s ({name}): {worst} of {allowed} calls", "最密集的 {seconds} 秒({name}): {worst} / {allowed} 次"),
    "demo.gap": ("smallest gap between two calls in s", "两次调用的最小间隔(秒)"),
    "demo.stripped": ("stripped before any code saw it", "在代码可见之前已剥离"),
    "demo.leaks": ("buyers' values that came through", "泄漏的买家数据项"),
    "demo.audit": ("audit log", "审计日志"),
    "demo.violations": ("rules broken, as the referee saw it", "裁判发现的违规"),
    "demo.seconds": ("duration in s", "用时(秒)"),
    "demo.kept": ("Kept in {path}: try `tiktok-shop --account {path}/account.toml audit query`", "已保存到 {path}: 可运行 `tiktok-shop --account {path}/account.toml audit query`"),
    "demo.ok": ("every rule was kept, and the log proves it", "全部规则均已遵守,日志可以证明"),
    "demo.failed": ("not everything went as it should; the lines above say what", "有未达预期之处,详见以上各行"),

    # Doctor
    "doctor.name.account": ("account", "账号"),
    "doctor.name.certificate": ("certification", "认证编号"),
    "doctor.name.endpoints": ("endpoints", "接口地址"),
    "doctor.name.statement": ("purpose statement", "用途声明"),
    "doctor.name.state": ("state directory", "状态目录"),
    "doctor.name.clock": ("clock", "时钟"),
    "doctor.name.egress": ("egress", "出口"),
    "doctor.name.audit": ("audit log", "审计日志"),
    "doctor.name.consent": ("consent", "授权"),
    "doctor.name.quota": ("quotas", "额度"),
    "doctor.name.client": ("client", "客户端"),
    "doctor.name.call": ("call", "调用"),
    "doctor.said": ("{said}", "{said}"),
    "doctor.said_next": ("next: {steps}", "下一步: {steps}"),
    "doctor.account_ok": ("{name}, declared in {source}", "{name},声明来源: {source}"),
    "doctor.certified": ("{certificate}", "{certificate}"),
    "doctor.uncertified": ("none: {because}", "无,原因: {because}"),
    "doctor.uncertified_next": (
        "next: only a seller's own app may do without; apply for the certification in the partner console",
        "下一步: 仅卖家自用应用可无认证;请在合作伙伴后台申请认证",
    ),
    "doctor.local": ("{api} is a sandbox on this machine", "{api} 是本机沙箱"),
    "doctor.local_next": ("next: leave [endpoints] out to call the platform", "下一步: 删除 [endpoints] 后才会调用正式平台"),
    "doctor.statement_ok": ("in force until {expires}; covers {covers}", "有效期至 {expires};涵盖 {covers}"),
    "doctor.statement_open": ("in force; covers {covers}", "有效;涵盖 {covers}"),
    "doctor.statement_soon": ("expires on {expires}; covers {covers}", "将于 {expires} 到期;涵盖 {covers}"),
    "doctor.statement_not": ("not in force (until {expires})", "未生效或已过期(有效期至 {expires})"),
    "doctor.statement_next": (
        "next: file a new statement with the platform, then update [statement] in the account file",
        "下一步: 向平台提交新的用途声明,然后更新账号文件的 [statement]",
    ),
    "doctor.state_ok": ("{path} is local and writable", "{path} 位于本地磁盘且可写"),
    "doctor.state_shared": ("{path} is on a network file system ({kind})", "{path} 位于网络文件系统({kind})"),
    "doctor.state_shared_next": ("next: set `state` or TIKTOK_SHOP_STATE to a directory on a local disk", "下一步: 将 state 或 TIKTOK_SHOP_STATE 设为本地磁盘目录"),
    "doctor.state_readonly": ("{path} cannot be written by this user", "当前用户无法写入 {path}"),
    "doctor.state_readonly_next": ("next: give this user the directory, or choose another with `state`", "下一步: 将目录授权给当前用户,或用 state 另选目录"),
    "doctor.state_open": ("{path} can be read by others", "其他用户可读取 {path}"),
    "doctor.state_open_next": ("next: chmod 700 {path}", "下一步: chmod 700 {path}"),
    "doctor.state_full": ("{path}: only {megabytes} MB are free", "{path}: 仅剩 {megabytes} MB 可用空间"),
    "doctor.state_full_next": ("next: make room; without it the audit log stops, and every call with it", "下一步: 清理磁盘;空间不足时审计日志将停止,所有调用也随之停止"),
    "doctor.clock_ok": ("{now}", "{now}"),
    "doctor.clock_behind": ("{now} is earlier than what this machine wrote before", "{now} 早于本机此前写入的时间"),
    "doctor.clock_next": ("next: synchronise the clock (NTP, w32tm); the platform refuses a time that is off", "下一步: 同步系统时钟(NTP / w32tm);平台会拒绝时间不准的请求"),
    "doctor.egress_ok": ("{label}: the line to {host}:{port} opens", "{label}: 可连接 {host}:{port}"),
    "doctor.egress_not": ("{label}: no line to {host}:{port}: {reason}", "{label}: 无法连接 {host}:{port}: {reason}"),
    "doctor.egress_next": ("next: check network, proxy and local_address; a call never falls back to another line", "下一步: 检查网络、代理和 local_address;调用绝不会改走其他线路"),
    "doctor.audit_ok": ("{verdict}; {records} records", "{verdict};{records} 条记录"),
    "doctor.audit_room": (
        "{verdict}; the disk has room for {days} more days at {megabytes} MB a day",
        "{verdict};按每天 {megabytes} MB 计算,磁盘还可使用 {days} 天",
    ),
    "doctor.audit_none": ("none yet", "尚无记录"),
    "doctor.audit_not": ("{verdict}", "{verdict}"),
    "doctor.audit_next": (
        "next: copy the directory away before anything else, then find out who or what changed it (`tiktok-shop audit verify`)",
        "下一步: 先备份整个目录,再查明改动原因(`tiktok-shop audit verify`)",
    ),
    "doctor.consent_ok": ("{seller}; access token until {access}, consent until {refresh}", "{seller};访问令牌至 {access},授权至 {refresh}"),
    "doctor.consent_none": ("there is none yet", "尚未授权"),
    "doctor.consent_over": ("ended on {refresh}", "已于 {refresh} 结束"),
    "doctor.consent_soon": ("ends on {refresh}", "将于 {refresh} 结束"),
    "doctor.consent_next": ("next: tiktok-shop auth url, let the seller consent, then tiktok-shop auth exchange", "下一步: 运行 tiktok-shop auth url 让卖家授权,然后 tiktok-shop auth exchange"),
    "doctor.quota_ok": ("{state}; pace {pace} s", "{state};间隔 {pace} 秒"),
    "doctor.quota_full": ("{state}; the next slot is {seconds} s away", "{state};下一个空位在 {seconds} 秒后"),
    "doctor.quota_paused": ("paused for {seconds} s: {reason}", "暂停 {seconds} 秒: {reason}"),
    "doctor.quota_full_next": ("next: nothing, calls wait by themselves; spread large jobs over the day", "下一步: 无需操作,调用会自动等待;大任务请分散执行"),
    "doctor.quota_paused_next": ("next: check whether other devices or addresses use this account", "下一步: 检查是否有其他设备或地址在使用该账号"),
    "doctor.call_ok": ("answered; {shops} shops are granted", "已应答;已授权 {shops} 个店铺"),
    "doctor.over": ("{checks} checks, {failed} failed, {warnings} warnings", "共 {checks} 项检查,{failed} 项失败,{warnings} 项警告"),

    # Error codes
    "help.errors": (
        "Explain an error code of the platform, such as: errors 12052097\n"
        "\n"
        "Without CODE it lists all codes by family and class. Nothing is sent.",
        "解释平台错误码,例如:errors 12052097\n"
        "\n"
        "不带 CODE 时按接口族和类别列出全部错误码。不会发送任何请求。",
    ),
    "error.AllowanceUsedUp": ("An allowance is used up", "额度已用完"),
    "usage.no_code": (
        "the platform's documentation does not have the code {code}; an error with it is judged by its HTTP status",
        "平台文档中没有错误码 {code};遇到该错误码时按 HTTP 状态判断",
    ),
    "column.class": ("class", "类别"),
    "column.again": ("the same call again", "原样重试"),
    "column.meaning": ("meaning", "含义"),
    "fact.raises": ("raises", "抛出"),
    "fact.next": ("next", "下一步"),
    "again.never": ("not before something was changed", "修正之前无效"),
    "again.later": ("later", "稍后可行"),
    "again.next_hour": ("when the hour has turned", "下一小时可行"),
    "again.next_day": ("a day later", "一天后可行"),
    "again.after_refresh": ("after a refresh of the token", "刷新令牌后可行"),
    "again.by_message": ("depends on the message", "视错误信息而定"),
    "errors.by_class": (
        "more is not known of this code: meaning and next step are those of its class",
        "此错误码没有更多信息:含义和下一步为该类别的通用说明",
    ),
})
# fmt: on
