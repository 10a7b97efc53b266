"""Addresses of routes: read at start, the code that writes them compiled when first needed."""

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LazyRule(Rule):
    """A rule that can be matched at once and compiles its builders when an address is written.

    Measured: compiling both builders of every rule was 110 ms of the 118 that making the app
    took, in every process, command and test. Should Werkzeug drop the method, it is only slower.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compiled: Builder | None = None

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            nonlocal compiled
            if compiled is None:
                compiled = super(LazyRule, self)._compile_builder(append_unknown)
            return compiled(rule, **values)

        return build
