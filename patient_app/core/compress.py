"""Pages are compressed by the app: one bar of signal pays by the byte."""

import gzip
from functools import lru_cache

import brotli
from flask import Response, request

_WORTH_IT = 400
_TYPES = {
    "text/html",
    "application/json",
    "application/manifest+json",
    "text/calendar",
    "text/javascript",
}


@lru_cache(maxsize=64)
def _squeezed(body: bytes) -> bytes:
    squeezed: bytes = brotli.compress(body)
    return squeezed


def compress(response: Response) -> Response:
    """The response in the best encoding the browser accepts.

    Safe beside secrets: no page reflects input next to a token, and none carries a CSRF token.
    """
    if response.mimetype not in _TYPES or response.headers.get("Content-Encoding"):
        return response
    if response.direct_passthrough or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    if request.accept_encodings["br"]:
        # "no-cache" is what is the same for everyone: worth squeezing once, and kept.
        shared = response.headers.get("Cache-Control") == "no-cache"
        response.set_data(_squeezed(body) if shared else brotli.compress(body, quality=4))
        response.headers["Content-Encoding"] = "br"
    elif request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
