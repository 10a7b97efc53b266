"""What the forms of signing in and joining say once they are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignIn:
    """A name and password, or a phone's answer (JSON) instead."""

    name: str
    password: str
    passkey: str
    shared: bool
    to: str


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code as typed."""

    code: str


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The name to sign in with, and whether anyone else uses the phone."""

    name: str
    shared: bool


@dataclass(frozen=True, slots=True)
class NewKey:
    """A password of one's own, or a phone's answer (JSON) instead."""

    password: str
    passkey: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedPhone:
    """Whether anyone else uses this phone."""

    shared: bool


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password to use from now on."""

    password: str
