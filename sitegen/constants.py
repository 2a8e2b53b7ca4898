"""Puts what is the same on every page of a paper into its layouts, when they are compiled.

A page asks for some hundred things that never differ: texts of the interface, the paper's name, addresses of the
styles. What can be known beforehand becomes plain text of the compiled layout, a branch that is never taken is left
out, a loop over the standing texts is written out. The page that comes out is the same, byte by byte.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from jinja2 import nodes
from jinja2.compiler import has_safe_repr
from jinja2.visitor import NodeTransformer

from sitegen.catalog import Catalog

T = TypeVar("T")

TRANSLATE = ("_", "gettext")
VALUE = re.compile(r"%\((\w+)\)s")


def with_constants(
    tree: nodes.Template, catalog: Catalog, known: Mapping[str, object], assets: Mapping[str, str]
) -> nodes.Template:
    """Return a layout's tree with constants put in.

    `known` are values by the name under which every layout sees them; `assets` are addresses of static files by
    their names. A name to which the layout gives a value of its own is left alone, and so is all inside a macro, which
    sees only what it is given.
    """
    given = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    seen = {name: value for name, value in known.items() if name not in given}
    folded: nodes.Template = _Constants(catalog, seen, {} if "asset" in given else assets).visit(tree)
    _merge_output(folded)
    return folded


class _Constants(NodeTransformer):
    """Names in this class are those that Jinja's visitor looks for."""

    def __init__(self, catalog: Catalog, known: Mapping[str, object], assets: Mapping[str, str]) -> None:
        self.catalog, self.known, self.assets = catalog, known, assets

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Translate the texts of a macro, and nothing else."""
        return _Constants(self.catalog, {}, self.assets).generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Return the text for `_("text")` and the address for `asset("name")`; what has more to it stays a call."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or len(node.args) != 1 or node.kwargs:
            return node
        (argument,) = node.args
        if isinstance(argument, nodes.Const):
            if node.node.name in TRANSLATE:
                return nodes.Const(self.catalog.translate(argument.value), lineno=node.lineno)
            if node.node.name == "asset" and argument.value in self.assets:
                return nodes.Const(self.assets[argument.value], lineno=node.lineno)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Return the output with each text that has values in it cut into plain text and the values."""
        self.generic_visit(node)
        node.nodes = [piece for child in node.nodes for piece in self._pieces(child)]
        return node

    def _pieces(self, node: nodes.Expr) -> Sequence[nodes.Expr]:
        """Return the pieces of `_("text with %(values)s", values=...)`; another expression as it is."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name not in TRANSLATE:
            return [node]
        if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const) or node.dyn_args or node.dyn_kwargs:
            return [node]
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        # every second part is the name of a value
        parts = VALUE.split(self.catalog.translate(node.args[0].value))
        if not values.keys() >= set(parts[1::2]) or any("%" in text for text in parts[::2]):
            return [node]
        return [
            values[part] if number % 2 else nodes.TemplateData(part, lineno=node.lineno)
            for number, part in enumerate(parts)
        ]

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """Return the value of a known name."""
        return self._value(node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        """Return the value of a known name's field."""
        value = self._value(node)
        return self.generic_visit(node) if value is node else value

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Return the branch that is always taken; where none is known to be, the choice itself."""
        if node.elif_:
            # a choice of many is a choice of two whose second is a choice again
            first, *rest = node.elif_
            node.elif_, node.else_ = [], [nodes.If(first.test, first.body, rest, node.else_, lineno=first.lineno)]
        self.generic_visit(node)
        if not isinstance(node.test, nodes.Const):
            return node
        return node.body if node.test.value else node.else_

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802
        """Return the side that is always taken."""
        self.generic_visit(node)
        if not isinstance(node.test, nodes.Const) or node.expr2 is None:
            return node
        return node.expr1 if node.test.value else node.expr2

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802
        """Return the value that always stands."""
        self.generic_visit(node)
        if not isinstance(node.left, nodes.Const):
            return node
        return node.left if node.left.value else node.right

    def visit_For(self, node: nodes.For) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Return a loop over known values written out, where its body uses nothing of them but their fields."""
        try:
            values = self._resolve(node.iter)
        except LookupError:
            return self.generic_visit(node)
        simple = not (node.test or node.else_ or node.recursive)
        if not simple or not isinstance(node.target, nodes.Name) or not isinstance(values, tuple):
            return self.generic_visit(node)
        name = node.target.name
        written: list[nodes.Node] = []
        for value in values:
            inside = _Constants(self.catalog, {**self.known, name: value}, self.assets)
            for part in map(_copy, node.body):
                changed = inside.visit(part)
                written += changed if isinstance(changed, list) else [changed]
        left = {found.name for part in written for found in part.find_all(nodes.Name)}
        return self.generic_visit(node) if left & {name, "loop"} else written

    def _value(self, node: nodes.Name | nodes.Getattr) -> nodes.Node:
        try:
            value = self._resolve(node)
        except LookupError:
            return node
        return nodes.Const(value, lineno=node.lineno) if has_safe_repr(value) else node

    def _resolve(self, node: nodes.Node) -> Any:
        """Return the value of an expression; raises LookupError where it is not known, or has none."""
        if isinstance(node, nodes.Name) and node.ctx == "load":
            return self.known[node.name]
        if isinstance(node, nodes.Getattr):
            owner = self._resolve(node.node)
            try:
                return getattr(owner, node.attr)
            except AttributeError:
                # the page shall say so, with the line of the layout
                raise LookupError(node.attr) from None
        raise LookupError(type(node).__name__)


def _copy(value: T) -> T:
    """Return a copy of a node with all below it; the environment, which a deep copy would take along, is shared."""
    if isinstance(value, list):
        return [_copy(part) for part in value]  # type: ignore[return-value]
    if not isinstance(value, nodes.Node):
        return value
    made = object.__new__(type(value))
    for name in value.attributes:
        setattr(made, name, getattr(value, name))
    for name in value.fields:
        setattr(made, name, _copy(getattr(value, name)))
    return made


def _merge_output(tree: nodes.Node) -> None:
    """Make one output of those that stand side by side, so that plain text comes out in one piece."""
    for node in (tree, *tree.find_all((nodes.Block, nodes.If, nodes.For, nodes.Macro, nodes.Scope))):
        for field in ("body", "else_"):
            parts: Sequence[nodes.Node] = getattr(node, field, None) or ()
            merged: list[nodes.Node] = []
            for part in parts:
                if merged and isinstance(part, nodes.Output) and isinstance(merged[-1], nodes.Output):
                    merged[-1].nodes = [*merged[-1].nodes, *part.nodes]
                else:
                    merged.append(part)
            if parts:
                setattr(node, field, merged)
