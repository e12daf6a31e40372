"""What a template may say: fields that there are, conditions, loops over lists. Nothing else.

A template is a stranger's program. So it is not run and watched but read first: whatever is not
named here is refused, before a word of it is rendered. What is left cannot call, compute or
define anything, and its loops go through our own lists, nested no deeper than they are.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from mintobrief.export.template.fields import FIELDS, Kind, Many, Record, Text

DEEPEST = 3  # loops inside loops
MOST_TAGS = 2000
_LOOP = Record(dict.fromkeys(("index", "index0", "first", "last", "length"), Text()))
_FILTERS = frozenset({"join", "first", "last", "length", "count", "trim", "e", "escape"})
_PLAIN = (
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)
_FORBIDDEN: Mapping[type[nodes.Node], str] = {
    nodes.Call: "调用了函数",
    nodes.Import: "引入了别的文件",
    nodes.FromImport: "引入了别的文件",
    nodes.Include: "引入了别的文件",
    nodes.Extends: "引入了别的文件",
    nodes.Macro: "定义了宏",
    nodes.CallBlock: "定义了宏",
    nodes.Assign: "给变量赋了值",
    nodes.AssignBlock: "给变量赋了值",
    nodes.Getitem: "用方括号取了字段",
}


class Refused(Exception):
    """The template asks for something it may not; the reason is one clause in Chinese."""


@dataclass(slots=True)
class Vetting:
    """Reads a template's parts one after another and notes the fields they name."""

    used: set[str] = field(default_factory=set)
    tags: int = 0

    def read(self, template: nodes.Template) -> None:
        """Note what the part uses; raises Refused for what no template may ask for."""
        self._all(template.body, {name: (name, kind) for name, kind in FIELDS.items()}, 0)

    def _all(self, found: Iterable[nodes.Node], known: Scope, depth: int) -> None:
        for node in found:
            self._node(node, known, depth)

    def _node(self, node: nodes.Node, known: Scope, depth: int) -> None:
        self.tags += not isinstance(node, nodes.TemplateData)
        if self.tags > MOST_TAGS:
            raise Refused(f"里面的标记超过了 {MOST_TAGS} 处")
        match node:
            case nodes.For():
                self._loop(node, known, depth)
            case nodes.If():
                self._all((node.test, *node.body, *node.elif_, *node.else_), known, depth)
            case nodes.Name() | nodes.Getattr() | nodes.Filter() | nodes.Test():
                self._kind(node, known)
            case nodes.CondExpr():
                self._all(filter(None, (node.test, node.expr1, node.expr2)), known, depth)
            case node if isinstance(node, _PLAIN):
                self._all(node.iter_child_nodes(), known, depth)
            case _:
                raise Refused(_why(node))

    def _loop(self, node: nodes.For, known: Scope, depth: int) -> None:
        if depth >= DEEPEST:
            raise Refused(f"循环套循环超过了 {DEEPEST} 层")
        place, kind = self._kind(node.iter, known)
        if not isinstance(kind, Many):
            raise Refused(f"“{place}”不是列表，不能用 for 逐个取")
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise Refused("for 后面只能写一个名称")
        inner = {**known, node.target.name: (place, kind.of), "loop": ("loop", _LOOP)}
        self._all(filter(None, (node.test, *node.body)), inner, depth + 1)
        self._all(node.else_, known, depth)

    def _kind(self, node: nodes.Node, known: Scope) -> tuple[str, Kind]:
        """Where the value comes from (决议.内容), and what kind it is of."""
        match node:
            case nodes.Name(name=name):
                place, kind = _below(name, known, "")
            case nodes.Getattr(node=above, attr=name):
                place, kind = self._kind(above, known)
                if not isinstance(kind, Record):
                    raise Refused(f"“{place}”下面没有字段，写不了“{place}.{name}”")
                below = {key: (f"{place}.{key}", one) for key, one in kind.fields.items()}
                place, kind = _below(name, below, f"{place}.")
            case nodes.Filter() | nodes.Test():
                return self._filtered(node, known)
            case nodes.Const(value=value):
                return str(value), Text()
            case _:
                raise Refused(_why(node))
        self.used.add(place)
        return place, kind

    def _filtered(self, node: nodes.Filter | nodes.Test, known: Scope) -> tuple[str, Kind]:
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise Refused(f"用了不支持的“|{node.name}”")
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise Refused(f"“|{node.name}”前后写得不对")
        for argument in node.args:
            self._kind(argument, known)
        place, kind = self._kind(node.node, known)
        if node.name == "join" and not isinstance(kind, Many):
            raise Refused(f"“{place}”不是列表，不能用“|join”")
        picked = node.name in ("first", "last") and isinstance(kind, Many)
        return (place, kind.of) if picked and isinstance(kind, Many) else (place, Text())


Scope = Mapping[str, tuple[str, Kind]]


def _below(name: str, known: Scope, prefix: str) -> tuple[str, Kind]:
    if name not in known:
        near = difflib.get_close_matches(name, known, 1, 0.5)
        hint = f"，是不是“{prefix}{near[0]}”" if near else f"。可用的有：{'、'.join(known)}"
        raise Refused(f"没有“{prefix}{name}”这个字段{hint}")
    return known[name]


def _why(node: nodes.Node) -> str:
    said = next((why for kind, why in _FORBIDDEN.items() if isinstance(node, kind)), "用了别的语法")
    return f"里面{said}，模板只能写字段、if 和 for"
