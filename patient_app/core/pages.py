"""Answering with a page, a part of it, or a redirect."""

from functools import cache
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, request, url_for
from jinja2 import FileSystemLoader, StrictUndefined

from patient_app.core import words
from patient_app.core.addresses import passkeys_elsewhere
from patient_app.core.assets import load_assets
from patient_app.core.config import Settings
from patient_app.core.i18n import LANGUAGES, current_language
from patient_app.core.i18n.templates import TranslatedEnvironment
from patient_app.core.identity import current_actor_or_none


def init_app(app: Flask, template_folder: str) -> None:
    """Have the app render the templates of this folder."""
    app.extensions["templates"] = _environments(template_folder)


def load_templates(template_folder: str) -> None:
    """Compile every template in every language, before the server forks."""
    for environment in _environments(template_folder).values():
        for name in environment.list_templates():
            environment.get_template(name)


@cache
def _environments(template_folder: str) -> dict[str, TranslatedEnvironment]:
    """One environment a language; a template is compiled once in each."""
    return {language: _environment(template_folder, language) for language in LANGUAGES}


def _environment(template_folder: str, language: str) -> TranslatedEnvironment:
    environment = TranslatedEnvironment(
        loader=FileSystemLoader(template_folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.language = language
    environment.globals.update(
        url_for=url_for,
        asset=load_assets().url,
        language=language,
        words=words,
        passkeys_elsewhere=passkeys_elsewhere,
    )
    return environment


def render(template: str, block: str | None = None, **values: Any) -> str:
    """The template, or one block of it, in the current language."""
    found = current_app.extensions["templates"][current_language()].get_template(template)
    context = {**_shell(), **values}
    if block is None:
        return str(found.render(context))
    return "".join(found.blocks[block](found.new_context(context)))


def page(template: str, *, block: str | None = None, status: int = 200, **values: Any) -> Response:
    """The page; only its `block` when htmx asks for a part."""
    part = block if block and wants_part() else None
    return make_response(render(template, part, **values), status)


def see_other(endpoint: str, **values: Any) -> Response:
    """303 to a page of ours: a form that was taken ends here."""
    answer = redirect(url_for(endpoint, **values), 303)
    return make_response(answer)


def name_next_page(response: Response) -> Response:
    """For a form sent by our script: 204 and the next address in `Go-To` instead of a redirect.

    A fetch that follows a redirect loads the page it then opens once more: on one bar of signal
    that is the difference between one wait and two.
    """
    if response.status_code == 303 and request.headers.get("Form-By") == "fetch":
        response.status_code = 204
        response.headers["Go-To"] = response.headers.pop("Location")
        response.set_data(b"")
    return response


def wants_part() -> bool:
    """Whether htmx asks for a fragment."""
    return request.headers.get("HX-Request-Type") == "partial"


def wants_json() -> bool:
    """Whether the caller is a program: the API paths answer JSON, errors included."""
    return request.path.startswith("/api/")


def _shell() -> dict[str, Any]:
    settings: Settings = current_app.extensions["settings"]
    shell: dict[str, Any] = current_app.extensions["shell"]()
    return {"actor": current_actor_or_none(), "app_name": settings.app_name, "shell": shell}
