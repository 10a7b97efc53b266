"""An operator's command that cannot be done says why in one plain sentence."""


class CannotDo(Exception):
    """The message is the sentence; nothing was changed."""
