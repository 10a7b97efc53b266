"""Messages are resolved when a template is compiled, once per language, not at each request."""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from patient_app.core.i18n.catalogs import translate, translate_plural


class TranslatedEnvironment(Environment):
    """A Jinja environment that speaks one language."""

    language = "en"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return _Translator(self.language, name).visit(tree)  # type: ignore[no-any-return]  # a template stays one


class _Translator(NodeTransformer):
    """Replaces `_("…")` and `ngettext(…)` by their words in one language."""

    def __init__(self, language: str, template: str | None) -> None:
        self.language, self.template = language, template

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 -- jinja's visitor names
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else None
        if name == "_":
            words = translate(self.language, self._constant(call, 0))
            return _filled(words, call.kwargs) if call.kwargs else nodes.Const(words)
        if name == "ngettext":
            return self._plural(call)
        return call

    def _plural(self, call: nodes.Call) -> nodes.Node:
        one, many = self._constant(call, 0), self._constant(call, 1)
        number = call.args[2]
        forms = translate_plural(self.language, one, many)
        values = [nodes.Keyword("num", number), *call.kwargs]
        is_one = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))])
        return nodes.CondExpr(is_one, _filled(forms[0], values), _filled(forms[1], values))

    def _constant(self, call: nodes.Call, index: int) -> str:
        argument: Any = call.args[index]
        if not isinstance(argument, nodes.Const):
            raise TemplateSyntaxError(
                "only constant text can be translated", call.lineno, self.template
            )
        return str(argument.value)


def _filled(words: str, values: list[nodes.Keyword]) -> nodes.Expr:
    pairs = [nodes.Pair(nodes.Const(value.key), value.value) for value in values]
    return nodes.Mod(nodes.Const(words), nodes.Dict(pairs))
