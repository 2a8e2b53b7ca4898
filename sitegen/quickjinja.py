"""Jinja's environment for thousands of pages from few layouts: the same text comes out, sooner.

Jinja makes ready for what our layouts never meet: templates that change while they are used, functions that want the
template's context, output that may or may not be escaped. What a page then pays for each of its three hundred values
is more than the value is worth.
"""

from collections.abc import Mapping, MutableMapping
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro, Undefined
from jinja2.utils import missing
from markupsafe import Markup, escape

from sitegen.catalog import Catalog
from sitegen.constants import with_constants

WANT_CONTEXT = ("_", "gettext", "pgettext", "npgettext")
"""Functions that are given the context, which only Jinja's own call does."""


class QuickEnvironment(Environment):
    """An environment whose layouts do not change, and know their constants when they are compiled.

    Where `fields_only`, a dot in a layout leads to a field, and whatever else it may mean in Jinja (an item, something
    undefined) is an AttributeError: then the same layout is to be rendered by an environment that is not so.
    """

    def __init__(
        self,
        catalog: Catalog,
        known: Mapping[str, object],
        assets: Mapping[str, str],
        *,
        fields_only: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.catalog, self.known, self.assets = catalog, known, assets
        self.fields_only = fields_only
        self.beyond = set[str]()
        """Layouts that such an environment cannot render."""
        self.escaped, self.macro, self.joined = escaped, _Macro, _Joined
        self.code_generator_class = _CodeGenerator
        for name, made in self.filters.items():
            # each of these looks first whether it waits for something, which layouts here never do
            if hasattr(made, "jinja_async_variant"):
                self.filters[name] = made.__wrapped__
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

    def quick_text(self, name: str, values: Mapping[str, Any]) -> str:
        """Return the text of a layout; raises whatever goes wrong in it, which tells not where."""
        layout = self.get_template(name)
        return "".join(layout.root_render_func(Context(self, {**layout.globals, **values}, name, layout.blocks)))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, or a field of this name, of which filters ask here; Jinja looks for an item first."""
        if self.fields_only and type(argument) is str and not isinstance(obj, (Mapping, Undefined)):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return with_constants(tree, self.catalog, self.known, self.assets)


def escaped(value: Any) -> str:
    """Return a value as text of a page; as `markupsafe.escape` does, without making a Markup of it."""
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is not str:
        return value if kind is Markup else escape(value)
    text: str = value
    # most values hold none of these, and to look is quicker than to replace nothing
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text


class _Macro(Macro):
    """A macro that is called sooner with as many plain arguments as it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._simple = bool(self._default_autoescape) and not (self.caller or self.catch_kwargs or self.catch_varargs)

    @pass_eval_context
    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if args and isinstance(args[0], EvalContext):
            return super().__call__(*args, **kwargs)
        # what Markup does before that is of no use for a text
        return str.__new__(Markup, self.text(*args, **kwargs)) if self._simple else super().__call__(*args, **kwargs)

    def text(self, *args: Any, **kwargs: Any) -> str:
        """Return what the macro makes as text of a page, where that is all that is wanted of it."""
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or not self._simple:
            return escaped(super().__call__(*args, **kwargs))
        # the macro itself knows what stands for an argument that is not given
        made: str = self._func(*args, *(missing,) * lacking) if lacking else self._func(*args)
        return made


class _Joined:
    """Has the names of a list's methods, and gives what it gets as one text."""

    append = staticmethod(str)
    extend = staticmethod("".join)


class _CodeGenerator(CodeGenerator):
    """Names in this class are those that Jinja's visitor looks for."""

    macros: frozenset[str] = frozenset()
    """Names of macros."""

    direct: frozenset[str] = frozenset()
    """Names that are called as they stand: macros, and global functions that ask for nothing but their arguments."""

    shown: nodes.Expr | None = None
    """The call of a macro whose text is to be put out next."""

    @property
    def _fields_only(self) -> bool:
        return isinstance(self.environment, QuickEnvironment) and self.environment.fields_only

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write the module of a layout."""
        macros = {macro.name for macro in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            macros.update(name if isinstance(name, str) else name[1] for name in imported.names)
        if self._fields_only:
            self.macros = frozenset(macros)
        self.direct = frozenset(macros.union(self.environment.globals).difference(WANT_CONTEXT))
        super().visit_Template(node, frame)
        self.writeline("escape, Macro, joined = environment.escaped, environment.macro, environment.joined")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call, without the look whether the function wants a context where it is known not to."""
        known = isinstance(node.node, nodes.Name) and node.node.name in self.direct
        known = known or (isinstance(node.node, nodes.Getattr) and node.node.node == nodes.Name("loop", "load"))
        if not known or node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write(".text(" if node is self.shown else "(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write an output as one text, since each piece would go up through the generators of block and page."""
        if frame.buffer is None and not frame.require_output_check:
            frame = frame.copy()
            frame.buffer = "yield joined"
        super().visit_Output(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before an expression that is put out: nothing where a macro gives text of a page."""
        escapes = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        name = node.node if isinstance(node, nodes.Call) and not (node.dyn_args or node.dyn_kwargs) else None
        if escapes and isinstance(name, nodes.Name) and name.name in self.macros:
            self.shown = node
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write a dot as Python's own, where it can be nothing else: Jinja's is a function that tries two ways."""
        # `self` knows its blocks as items
        known = self._fields_only and node.node != nodes.Name("self", "load")
        if not known or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")
