"""Jinja's environment for thousands of pages from few layouts: the same text comes out, sooner.

Jinja makes ready for what our layouts never meet: templates that change while they are used, functions that want the
template's context, output that may or may not be escaped. What a page then pays for each of its three hundred values
is more than the value is worth.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from sitegen.catalog import Catalog
from sitegen.constants import with_constants

WANT_CONTEXT = ("_", "gettext", "ngettext", "pgettext", "npgettext")
"""Functions that are given the context, which only Jinja's own call does."""


class QuickEnvironment(Environment):
    """An environment whose layouts do not change, and know their constants when they are compiled."""

    def __init__(
        self, catalog: Catalog, known: Mapping[str, object], assets: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(**options)
        self.catalog, self.known, self.assets = catalog, known, assets
        self.escaped = escaped
        self.code_generator_class = _CodeGenerator
        self._loaded: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name in Jinja
    ) -> Template:
        """Return a layout by its name, loaded once; raises TemplateNotFound."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a layout sees beside its context: one dict, which is copied faster than a chain of them."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return with_constants(tree, self.catalog, self.known, self.assets)


def escaped(value: Any) -> str:
    """Return a value as text of a page; as `markupsafe.escape` does, without making a Markup of it."""
    kind = type(value)
    if kind is str:
        text: str = value
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace('"', "&#34;").replace("'", "&#39;")
    return value if kind is Markup else escape(value)


class _CodeGenerator(CodeGenerator):
    """Names in this class are those that Jinja's visitor looks for."""

    direct: frozenset[str] = frozenset()
    """Names that are called as they stand: macros, and global functions that ask for nothing but their arguments."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write the module of a layout."""
        macros = {macro.name for macro in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            macros.update(name if isinstance(name, str) else name[1] for name in imported.names)
        self.direct = frozenset(macros.union(self.environment.globals).difference(WANT_CONTEXT))
        super().visit_Template(node, frame)
        self.writeline("escape = environment.escaped")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call, without the look whether the function wants a context where it is known not to."""
        known = isinstance(node.node, nodes.Name) and node.node.name in self.direct
        if not known or node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")
