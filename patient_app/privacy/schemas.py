"""What the privacy forms may say."""

from marshmallow import ValidationError, fields

from patient_app.core.forms import NEEDED
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.privacy.rules.deleting import DeleteAccount, means_it


def _is_the_word(word: str) -> None:
    if not means_it(word):
        raise ValidationError(N_("Type the word delete to go on."))


class DeleteAccountSchema(FrozenSchema):
    """The word, typed."""

    builds = DeleteAccount
    word = fields.String(required=True, validate=_is_the_word, error_messages={"required": NEEDED})
