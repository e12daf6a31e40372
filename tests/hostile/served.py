"""What is sent to the server: names, heads of uploads, and bodies of the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from mintobrief.web.review.candidates import UNJUDGED
from tests.hostile.recipe import Answered, Fate, Kept, Row, holding

_NO = Answered((400, 422))
_NAME = Kept("只是一个名字，落在自己的文件夹里")


def named(name: str, harm: str, said: str, fate: Fate = _NAME) -> Row:
    told = {"name": said}
    return Row(name, harm, holding("head.json", lambda: json.dumps(told).encode()), fate)


def headed(name: str, harm: str, fate: Fate = _NO, **heads: str) -> Row:
    told = {"heads": {key.replace("_", "-").title(): said for key, said in heads.items()}}
    return Row(name, harm, holding("head.json", lambda: json.dumps(told).encode()), fate)


NAMES: tuple[Row, ...] = (
    named("parent", "往上走", "../../../etc/passwd"),
    named("parent-windows", "往上走（Windows）", "..\\..\\windows\\system32\\a.dll"),
    named("parent-encoded", "编码过的往上走", "%2e%2e%2fetc%2fpasswd"),
    named("parent-twice", "编码两遍的往上走", "%252e%252e%252fpasswd"),
    named("parent-overlong", "全角的点和斜线", "．．／．．／passwd"),
    named("absolute", "绝对路径", "/etc/passwd"),
    named("drive", "盘符", "C:\\Windows\\win.ini"),
    named("share", "网络共享", "\\\\127.0.0.1\\c$\\a.txt"),
    named("device-path", "设备路径", "\\\\.\\PhysicalDrive0"),
    named("url", "网址", "file:///etc/passwd"),
    named("dot", "一个点", "."),
    named("dots", "两个点", ".."),
    named("many-dots", "一百个点", "." * 100),
    named("hidden", "隐藏文件", ".bashrc"),
    named("spaces", "只有空格", "   "),
    named("ideographic-space", "只有全角空格", "　　"),
    named("trailing-dot", "末尾有点（Windows 会去掉）", "会议.txt."),
    named("trailing-space", "末尾有空格（Windows 会去掉）", "会议.txt "),
    named("own-note", "和程序自己的说明同名", "upload.json"),
    named("own-note-case", "同名，大小写不同", "UPLOAD.JSON"),
    *(
        named(f"reserved-{word.lower()}", f"Windows 保留名 {word}", f"{word}.txt")
        for word in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "CONIN$")
    ),
    named("reserved-bare", "保留名，没有后缀", "nul"),
    named("reserved-two", "保留名，两个后缀", "aux.tar.gz"),
    named("reserved-superscript", "保留名，上标数字", "COM¹.txt"),
    named("stream", "NTFS 的附加流", "会议.txt:evil.exe"),
    named("stream-data", "NTFS 的 ::$DATA", "会议.txt::$DATA"),
    named("nul", "里面有 NUL", "会议.txt\0.exe"),
    named("line", "里面有换行", "会议\r\nSet-Cookie: a=b.txt"),
    named("escape", "终端控制码", "\x1b[2J\x1b]0;evil\x07.txt"),
    named("rtl", "从右往左，看起来是 txt", "会议\u202etxt.exe"),
    named("isolate", "方向隔离符", "\u2066会议\u2069.txt"),
    named("zero-width", "零宽字符", "会\u200b议\u200d\ufeff.txt"),
    named("half", "半个字符", "会议\ud800.txt"),
    named("zalgo", "叠一千个记号", "会" + "\u0301" * 1000 + ".txt"),
    named("long", "四千个字", "会" * 4000 + ".txt"),
    named("long-suffix", "后缀四千个字", "会." + "议" * 4000),
    named("at-limit", "正好 255 字节", "a" * 251 + ".txt"),
    named("emoji", "表情拼成的一家人", "👨‍👩‍👧‍👦" * 40 + ".txt"),
    named("shell", "shell 的命令", "$(touch evil);`id`|sh&.txt"),
    named("option", "像命令行的选项", "--output=evil"),
    named("glob", "通配符", "*.???"),
    named("html", "网页代码", "<img src=x onerror=alert(1)>.txt"),
    named("template", "模板的花括号", "{{7*7}}{%x%}.txt"),
    named("percent", "格式串", "%s%n%d.txt"),
    named("formula", "表格公式", "=cmd|'/c calc'!A1.txt"),
    named("quotes", "引号", "\"';--.txt"),
    named("nothing", "没有名字", ""),
)

HEADS: tuple[Row, ...] = (
    headed("no-length", "没说多长", upload_length=""),
    headed("word-length", "长度是字", upload_length="x"),
    headed("negative-length", "长度是负数", upload_length="-1"),
    headed("signed-length", "长度带加号", upload_length="+5"),
    headed("spaced-length", "长度里有空格", upload_length="1 0"),
    headed("power-length", "长度是 1e3", upload_length="1e3"),
    headed("hex-length", "长度是 0x10", upload_length="0x10"),
    headed("underscored-length", "长度是 1_000", upload_length="1_000"),
    headed("long-length", "长度有 40 位", upload_length="9" * 40),
    headed("longer-length", "长度有 5000 位", upload_length="9" * 5000),
    headed("no-bytes", "长度是 0", Answered((413,)), upload_length="0"),
    headed("huge-length", "长度是 8 EB", Answered((400, 413)), upload_length=str(2**63)),
    headed("listed-length", "两个长度", upload_length="5, 6"),
    headed(
        "not-base64",
        "名字不是 base64",
        Kept("当没有名字"),
        upload_length="5",
        upload_metadata="filename ***",
    ),
    headed(
        "not-utf-8",
        "名字的字节不是文字",
        Kept("认不出的字去掉"),
        upload_length="5",
        upload_metadata="filename //79",
    ),
    headed(
        "no-value", "有键没有值", Kept("当没有名字"), upload_length="5", upload_metadata="filename"
    ),
    headed(
        "many-keys",
        "一千个键",
        Kept("只看名字"),
        upload_length="5",
        upload_metadata=",".join(f"k{n} YQ==" for n in range(1000)),
    ),
    headed(
        "commas", "一万个逗号", Kept("当没有名字"), upload_length="5", upload_metadata="," * 10_000
    ),
)


def body(name: str, harm: str, content: Callable[[], bytes], fate: Fate = _NO) -> Row:
    return Row(name, harm, holding("body.json", content), fate)


def typed(name: str, harm: str, fate: Fate = _NO, **fields: object) -> Row:
    said = {"mark": UNJUDGED, "fields": fields}
    return body(name, harm, partial(_json, said), fate)


def _json(said: object) -> bytes:
    return json.dumps(said).encode()


BODIES: tuple[Row, ...] = (
    body("empty", "空的", lambda: b""),
    body("null", "null", lambda: b"null"),
    body("object", "空的对象", lambda: b"{}"),
    body("list", "列表", lambda: b"[]"),
    body("word", "一个字", lambda: b'"x"'),
    body("deep-list", "方括号套十万层", lambda: b"[" * 100_000),
    body("deep-object", "花括号套两万层", lambda: b'{"mark":' * 20_000),
    body("cut", "断在半中间", lambda: b'{"mark": "'),
    body("two", "两份接在一起", lambda: b'{"mark": "none"}{"mark": "none"}'),
    body("nan", "NaN", lambda: b'{"mark": NaN}'),
    body("infinite", "1e999999", lambda: b'{"mark": 1e999999}'),
    body("digits", "十万位的数", lambda: b'{"mark": ' + b"9" * 100_000 + b"}"),
    body("half", "半个字符", lambda: b'{"mark": "\\ud800"}'),
    body("half-key", "键是半个字符", lambda: b'{"mark": "none", "\\ud800": 1}'),
    body("bytes", "不合规定的字节", lambda: b'{"mark": "\xff"}'),
    body("mark-bom", "字节序标记", lambda: b"\xef\xbb\xbf{}"),
    body("utf-16", "编码是 UTF-16", lambda: '{"mark": "none"}'.encode("utf-16")),
    body("nul", "一个 NUL", lambda: b"\0"),
    body("comments", "有注释", lambda: b'{"mark": "none" /* x */}'),
    body(
        "xml",
        "XML，带外部实体",
        lambda: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    ),
    body("yaml", "YAML，要造对象", lambda: b"!!python/object/apply:os.system [id]"),
    body("pickle", "pickle", lambda: b"\x80\4cposix\nsystem\n\x94."),
    body("form", "表单", lambda: b"mark=none&fields[action]=x"),
    body("large", "4 MB 的空格", lambda: b" " * (4 << 20), Answered((413,))),
    body("mark-null", "看到的是 null", lambda: _json({"mark": None})),
    body("mark-list", "看到的是列表", lambda: _json({"mark": [UNJUDGED]})),
    body("mark-number", "看到的是数", lambda: _json({"mark": 1})),
    body(
        "mark-old",
        "看到的不是现在的",
        lambda: _json({"mark": "x", "fields": {"action": "修好"}}),
        Answered((409, 422)),
    ),
    body("extra", "多一个没有的字段", lambda: _json({"mark": UNJUDGED, "admin": True})),
    body("proto", "__proto__", lambda: _json({"mark": UNJUDGED, "__proto__": {"admin": 1}})),
    body("fields-list", "字段是列表", lambda: _json({"mark": UNJUDGED, "fields": []})),
    body("fields-null", "字段是 null", lambda: _json({"mark": UNJUDGED, "fields": None})),
    typed("field-unknown", "没有的字段名", verdict="accepted"),
    typed("field-class", "字段名是 __class__", __class__="x"),
    typed("action-number", "内容是数", action=1),
    typed("action-list", "内容是列表", action=["修好"]),
    typed("action-object", "内容是对象", action={"$gt": ""}),
    typed("action-blank", "内容是空白", action=" 　"),
    typed("action-long", "内容一百万字", Answered((413, 422)), action="修" * 1_000_000),
    typed("deadline-none", "没有的日子", deadline="2026-02-30"),
    typed("deadline-list", "时限是列表", deadline=[]),
    typed("vote-word", "表决是字", vote="全票；DROP TABLE x"),
    typed("owners-number", "责任人是数", owners=5),
)
