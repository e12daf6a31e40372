"""The sentences that events are told in, where they need nothing but a count or a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mintobrief.domain import Part
from mintobrief.domain.correction import Cut, Joined, Ordered, Reheaded, Undone
from mintobrief.domain.signing import SigningAct
from mintobrief.store.audit import Act
from mintobrief.web.words import SETTINGS

# several events of one kind by one person on one thing
COUNTED: Mapping[str, str] = {
    Act.DRAFTED: "转换了 {count} 次",
    Act.JUDGED: "审了 {count} 条决议",
    Act.CARRIED: "重新转换以后，{count} 条审核沿用下来",
    Act.NAMED: "说明了 {count} 位发言人",
    Act.NAME_CARRIED: "重新转换以后，{count} 位发言人的姓名沿用下来",
    Act.CORRECTED: "更正了 {count} 处",
    Act.CORRECTION_CARRIED: "重新转换以后，{count} 处更正沿用下来",
    Act.SIGNING: "办了签发的 {count} 步（已随会议删除）",
    Act.PROGRESS: "记了督办进展 {count} 次",
    SigningAct.EXCUSED: "核对时说明了 {count} 处“就这样”",
    SigningAct.UNEXCUSED: "取消了 {count} 处说明",
    SigningAct.HEADED: "填写了 {count} 次文头",
    SigningAct.MASKED: "看过公示版的遮盖 {count} 次",
    SigningAct.SUBMITTED: "{count} 次提交签发",
    SigningAct.WITHDRAWN: "{count} 次收回提交",
    SigningAct.RETURNED: "{count} 次退回修改",
    SigningAct.SIGNED: "签发了 {count} 次简报",
    Act.EXPORTED: "下载或导出了简报 {count} 次",
}
PARTS = {Part.PURPOSE: "会议主题", Part.OUTLOOK: "展望"}
EDITS: Mapping[type, str] = {
    Cut: "把转写稿的一句分成两句",
    Joined: "把转写稿的两句并成一句",
    Reheaded: "改了会议概况",
    Ordered: "调整了决议的顺序",
    Undone: "撤销了上一处更正",
}
STEPS = {
    SigningAct.SUBMITTED: "提交签发",
    SigningAct.WITHDRAWN: "收回了提交",
    SigningAct.RETURNED: "退回修改",
    SigningAct.SIGNED: "签发了简报",
}
# an event that needs nothing but its name, of its subject
TOLD: Mapping[str, Callable[[str], str]] = {
    Act.DRAFTED: lambda _: "存入一稿（已随会议删除）",
    Act.JUDGED: lambda _: "审了一条决议（已随会议删除）",
    Act.CARRIED: lambda _: "沿用了一条审核（已随会议删除）",
    Act.NAMED: lambda _: "说明了发言人（已随会议删除）",
    Act.NAME_CARRIED: lambda _: "沿用了发言人的姓名（已随会议删除）",
    Act.CORRECTED: lambda _: "更正了一处（已随会议删除）",
    Act.CORRECTION_CARRIED: lambda _: "沿用了一处更正（已随会议删除）",
    Act.SIGNING: lambda _: "办了签发的一步（已随会议删除）",
    Act.PROGRESS: lambda _: "记了一条督办进展（已随会议删除）",
    Act.EXPORTED: lambda _: "下载或导出了简报",
    Act.LOOKED: lambda _: "看了这次会议",
    Act.TAKEN: lambda name: f"下载了 {name}",
    Act.DELETED: lambda _: "删除了这次会议",
    Act.REMOVED: lambda _: "录音到期，按规定删除了，文字还在",
    Act.SCRUBBED: lambda _: "已删除的内容从数据库文件里清除干净",
    Act.COMPOUND_SAVED: lambda _: "保存了小区的名册和词表",
    Act.COMPOUND_DELETED: lambda _: "删除了一个小区的名册和词表",
    Act.SETTING_SAVED: lambda name: f"改了设置“{SETTINGS.get(name, name)}”",
    Act.NUMBERS_BEGUN: lambda _: "在登记簿里写明纸上已编到的期号",
    Act.NUMBERED: lambda _: "签发时编了期号",
    Act.NUMBER_VOIDED: lambda _: "作废了一个期号",
    Act.SEALED: lambda _: "登记了一次用印",
    Act.MOVED: lambda _: "改了会议所属的小区",
    Act.LIMITED: lambda _: "限定了谁能看这次会议",
    Act.OPENED: lambda _: "让所有账号都能看这次会议",
    Act.PERSON_ADDED: lambda told: f"开了账号：{told}",
    Act.ROLES_CHANGED: lambda told: f"改了角色：{told}",
    Act.PERSON_DISABLED: lambda told: f"停用了账号 {told}",
    Act.PERSON_ENABLED: lambda told: f"恢复了账号 {told}",
    Act.PASSWORD_CHANGED: lambda _: "改了自己的密码",
    Act.PASSWORD_RESET: lambda told: f"重设了 {told} 的密码",
    Act.LOGGED_IN: lambda _: "登录",
    Act.LOGGED_OUT: lambda _: "退出登录",
    Act.LOGIN_FAILED: lambda told: f"登录失败{'：' + told if told else '（没有这个账号）'}",
    Act.TOKEN_MADE: lambda told: f"发了程序用的口令 {told}",
    Act.TOKEN_REVOKED: lambda told: f"收回了程序用的口令 {told}",
}
