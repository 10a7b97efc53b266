"""What the settings forms may say."""

from marshmallow import fields, validate

from patient_app.accounts.rules.preferences import THEMES, ChooseLanguage, ChooseTheme, SharePhone
from patient_app.core.i18n import LANGUAGES
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema

_ONE_OF_THESE = N_("Choose one of these.")


class LanguageSchema(FrozenSchema):
    """The person's language."""

    builds = ChooseLanguage
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES, error=_ONE_OF_THESE))


class ThemeSchema(FrozenSchema):
    """Light, dark, or as the phone is."""

    builds = ChooseTheme
    theme = fields.String(required=True, validate=validate.OneOf(THEMES, error=_ONE_OF_THESE))


class SharePhoneSchema(FrozenSchema):
    """Whether someone else uses this phone."""

    builds = SharePhone
    shares = fields.Boolean(load_default=False)
