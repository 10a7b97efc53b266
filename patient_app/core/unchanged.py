"""A page that says the same as before is not sent twice: 304 to whoever names what it has.

What only tells the time of day, or names a form that is not sent yet, stands between
`<!--now-->` and `<!--/now-->` in its template and does not count. Neither page nor policy carries
any other value of one request.
"""

import hashlib
import re

from flask import Response, request

_NOW = re.compile(rb"<!--now-->.*?<!--/now-->", re.DOTALL)
_HASH_BYTES = 9


def answer_unchanged(response: Response) -> Response:
    """Name what a page says in `ETag`; empty 304 when that is what the caller has."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    said = hashlib.blake2b(_NOW.sub(b"", response.get_data()), digest_size=_HASH_BYTES)
    response.set_etag(said.hexdigest(), weak=True)
    response.make_conditional(request)
    return response
