"""What sessions are about: the center's list, in both languages."""

from flask import Response

from patient_app.careteam.routes.blueprint import bp, counselors
from patient_app.careteam.routes.done import done
from patient_app.careteam.rules.topics import NewTopic, code_of
from patient_app.careteam.schemas.topics import TopicSchema
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.queries.series import topics_of
from patient_app.schedule.service.topics import add_topic


@bp.get("/care/topics")
@counselors
def topics() -> Response:
    """All topics, and room for one more."""
    return _show(None, 200)


@bp.post("/care/topics")
@counselors
def save_topic() -> Response:
    """One more topic; its code, which exercises name, comes from the English name."""
    form = Form[NewTopic](TopicSchema)
    if not form.load():
        return _show(form, 422)
    new = form.data
    try:
        add_topic(current_actor().center_id, code_of(new.name_en), new.name_en, new.name_es)
    except Refusal as refusal:
        form.refuse("name_en", refusal.wording)
        return _show(form, 422)
    return see_other("careteam.topics", done="topic")


def _show(form: Form[NewTopic] | None, status: int) -> Response:
    rows = topics_of(current_actor().center_id)
    return page("care/topics.html", status=status, form=form, rows=rows, done=done())
