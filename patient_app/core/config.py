"""What an installation sets, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_LOCAL = {"localhost", "127.0.0.1", "::1"}
_DRIVERS = {"sqlite", "postgresql+psycopg"}
_DATABASES = (
    "DATABASE_URL must look like sqlite:////path/to/file.db or postgresql://user:word@host/name."
)


class BadSetting(RuntimeError):
    """A setting cannot be used; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """The environment of DESIGN section 5, checked."""

    app_name: str
    public_url: str
    public_url_set: bool
    port: int
    instance_dir: Path
    database_url: str
    keyring_file: Path
    backup_passphrase_file: Path | None
    trusted_proxies: tuple[str, ...]
    push_extra_hosts: tuple[str, ...]
    vapid_subject: str | None

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """Host and port as a browser sends them."""
        return urlsplit(self.public_url).netloc

    @property
    def hostname(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def is_local(self) -> bool:
        return self.hostname in _LOCAL

    @property
    def demo_allowed(self) -> bool:
        """The demo center lives on this machine only, never on a public address."""
        return not self.public_url_set or self.is_local

    @property
    def cookie_name(self) -> str:
        return "__Host-steady" if self.https else "steady"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises BadSetting."""
    env = os.environ if environ is None else environ
    port = _port(env.get("PORT", "8000"))
    instance = Path(env.get("INSTANCE_DIR", "instance")).resolve()
    public_url = _public_url(env.get("PUBLIC_URL") or f"http://localhost:{port}")
    passphrase = env.get("BACKUP_PASSPHRASE_FILE")
    return Settings(
        app_name=env.get("APP_NAME", "Steady"),
        public_url=public_url,
        public_url_set=bool(env.get("PUBLIC_URL")),
        port=port,
        instance_dir=instance,
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        keyring_file=Path(env.get("KEYRING_FILE") or instance / "keyring.json"),
        backup_passphrase_file=Path(passphrase) if passphrase else None,
        trusted_proxies=_networks(env.get("TRUSTED_PROXIES", "")),
        push_extra_hosts=_listed(env.get("PUSH_EXTRA_HOSTS", "")),
        vapid_subject=env.get("VAPID_SUBJECT"),
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _public_url(text: str) -> str:
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in {"http", "https"} or not url.hostname or url.path or url.query:
        raise BadSetting("PUBLIC_URL must look like https://app.example.org, without a path.")
    if url.scheme == "http" and url.hostname not in _LOCAL:
        raise BadSetting("PUBLIC_URL must start with https:// on any address but localhost.")
    return f"{url.scheme}://{url.netloc}"


def _database_url(text: str | None, instance: Path) -> str:
    if not text:
        return f"sqlite:///{instance / 'steady.db'}"
    for alias in ("postgres://", "postgresql://"):
        if text.startswith(alias):
            text = "postgresql+psycopg://" + text.removeprefix(alias)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadSetting(_DATABASES) from None
    if url.drivername not in _DRIVERS or not url.database or url.database == ":memory:":
        raise BadSetting(_DATABASES)
    return text


def _networks(text: str) -> tuple[str, ...]:
    """Addresses or networks such as 10.0.0.0/8. Raises BadSetting."""
    for part in (parts := _listed(text)):
        try:
            ip_network(part, strict=False)
        except ValueError:
            raise BadSetting(
                f"TRUSTED_PROXIES must list addresses or networks, not {part!r}."
            ) from None
    return parts


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
