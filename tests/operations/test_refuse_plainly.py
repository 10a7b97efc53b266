"""Promise: a command that cannot be done says why in one plain sentence, and leaves no trace."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import flask.cli
import pytest

from patient_app import cli
from patient_app.app import create_app
from patient_app.core import migrations
from patient_app.core.config import BadSetting, read_settings
from patient_app.core.db import db
from patient_app.core.sealed import KeyRing, KeyRingUnusable
from patient_app.operations.backup.swap import MARKER

ROOT = Path(__file__).resolve().parents[2]
OLDER = "20261123_initial"
NOWHERE = "postgresql://steady:hush-hush@127.0.0.1:1/steady"
MAKE_IT_READY = {"upgrade", "prepare"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    complained: str


def all_commands() -> dict[str, click.Command]:
    """'keys rotate' -> the command, of everything that can be typed."""
    found: dict[str, click.Command] = {}

    def walk(command: click.Command, words: tuple[str, ...]) -> None:
        words = (*words, str(command.name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found[" ".join(words)] = command
        for below in getattr(command, "commands", {}).values():
            walk(below, words)

    for command in cli._COMMANDS:
        walk(command, ())
    return found


COMMANDS = all_commands()
NEED_TABLES = [name for name in COMMANDS if name not in MAKE_IT_READY]


def typed(name: str, folder: Path) -> list[str]:
    """The command with something in every place it requires."""
    words = name.split()
    for param in COMMANDS[name].params:
        if not param.required:
            continue
        if isinstance(param, click.Option):
            words.append(param.opts[0])
        words.append(_word_for(param, folder))
    return words


def _word_for(param: click.Parameter, folder: Path) -> str:
    if isinstance(param.type, click.Choice):
        return str(param.type.choices[0])
    return str(folder / "wanted.file") if isinstance(param.type, click.Path) else "Carla"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An INSTANCE_DIR, and an environment in which commands find it."""
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "instance"
    for name, value in {
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": "",
        "PORT": str(free_port()),
        "FLASK_RUN_FROM_CLI": "true",
        "FLASK_APP": "",
    }.items():
        monkeypatch.setenv(name, value)
    mask = os.umask(0o077)
    yield folder
    os.umask(mask)
    if wsgi := sys.modules.pop("wsgi", None):
        with wsgi.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Ended]:
    """Type a command, exactly as an operator would."""

    def type_it(name: str) -> Ended:
        sys.modules.pop("wsgi", None)
        with pytest.raises(SystemExit) as ended:
            flask.cli.cli.main(["--app", "wsgi", *typed(name, place)], prog_name="flask")
        out, err = capsys.readouterr()
        code = ended.value.code
        return Ended(1, out, f"{err}{code}") if isinstance(code, str) else Ended(code, out, err)

    return type_it


def require_one_sentence(ended: Ended) -> None:
    assert ended.code == 1, ended
    complaint = ended.complained.removeprefix("Error: ").strip()
    assert complaint.endswith((".", "?"))
    assert "\n" not in complaint, complaint
    assert "hush-hush" not in complaint


def what_is_there(place: Path) -> list[str]:
    """Files that mean something: neither locks nor what opening a database makes."""
    passing = (".lock", ".next", "-wal", "-shm")
    return sorted(
        str(path.relative_to(place)) for path in place.rglob("*") if not path.name.endswith(passing)
    )


@pytest.mark.parametrize("name", NEED_TABLES)
def test_where_there_is_no_database_yet(
    name: str, run: Callable[[str], Ended], place: Path
) -> None:
    require_one_sentence(run(name))
    assert set(what_is_there(place)) <= {"keyring.json", "steady.db"}


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory, keyring_file: Path) -> Path:
    """A database as an older version left it, and its keys."""
    folder = tmp_path_factory.mktemp("older")
    settings = read_settings({"INSTANCE_DIR": str(folder), "KEYRING_FILE": str(keyring_file)})
    with create_app(settings).app_context():
        migrations.upgrade(OLDER)
        db.engine.dispose()
    shutil.copy(keyring_file, folder / "keyring.json")
    return folder


@pytest.mark.parametrize("name", NEED_TABLES)
def test_where_the_database_is_of_an_older_version(
    name: str, run: Callable[[str], Ended], place: Path, older: Path
) -> None:
    shutil.copytree(older, place, ignore=shutil.ignore_patterns("*.lock", "*.next"))
    ring = (place / "keyring.json").read_bytes()
    require_one_sentence(run(name))
    assert (place / "keyring.json").read_bytes() == ring
    assert what_is_there(place) == ["keyring.json", "steady.db"]


@pytest.mark.parametrize("name", COMMANDS)
def test_where_the_database_does_not_answer(
    name: str, run: Callable[[str], Ended], place: Path, older: Path, monkeypatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    place.mkdir()
    shutil.copy(older / "keyring.json", place)
    require_one_sentence(run(name))
    assert what_is_there(place) == ["keyring.json"]


@pytest.mark.parametrize("name", ["upgrade", "doctor"])
def test_where_the_database_does_not_answer_and_there_are_no_keys_either(
    name: str, run: Callable[[str], Ended], place: Path, monkeypatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    require_one_sentence(run(name))
    assert what_is_there(place) == []


@pytest.fixture
def half_restored(place: Path, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore into PostgreSQL was cut off."""
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    place.mkdir()
    shutil.copy(older / "keyring.json", place)
    (place / MARKER).touch()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"restore", "doctor"}])
def test_while_a_restore_is_half_done(
    name: str, run: Callable[[str], Ended], place: Path, half_restored: None
) -> None:
    ended = run(name)
    require_one_sentence(ended)
    assert "run the same restore again" in ended.complained
    assert what_is_there(place) == ["keyring.json", MARKER]


@pytest.mark.parametrize("program", [["serve.py"], ["-c", "import wsgi"]])
def test_no_server_starts_while_a_restore_is_half_done(
    program: list[str], half_restored: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI")
    done = subprocess.run(
        [sys.executable, *program], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr == "A restore was interrupted: run the same restore again, then start.\n"


def nothing(_ring: bytes) -> bytes:
    return b""


def half_of_it(ring: bytes) -> bytes:
    return ring[: len(ring) // 2]


def another_file(_ring: bytes) -> bytes:
    return b'["a list", 1]'


def bytes_of_chance(_ring: bytes) -> bytes:
    return bytes(range(256))


def without_the_key_that_finds_people(ring: bytes) -> bytes:
    return json.dumps({**json.loads(ring), "index": ""}).encode()


def with_a_key_of_no_length(ring: bytes) -> bytes:
    document = json.loads(ring)
    document["fields"]["key"][0]["keyData"]["value"] = ""
    return json.dumps(document).encode()


DAMAGE = [
    nothing,
    half_of_it,
    another_file,
    bytes_of_chance,
    without_the_key_that_finds_people,
    with_a_key_of_no_length,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_key_ring_is_known_as_one(
    damage: Callable[[bytes], bytes], older: Path, tmp_path: Path
) -> None:
    ring = tmp_path / "ring"
    ring.write_bytes(damage((older / "keyring.json").read_bytes()))
    with pytest.raises(KeyRingUnusable, match="empty or damaged"):
        KeyRing.load(ring)


@pytest.fixture
def keys_damaged(place: Path, older: Path) -> None:
    """Somebody's disk lost half of the key ring."""
    shutil.copytree(older, place, ignore=shutil.ignore_patterns("*.lock", "*.next"))
    (place / "keyring.json").write_bytes(half_of_it((place / "keyring.json").read_bytes()))


@pytest.mark.parametrize("name", COMMANDS)
def test_where_the_key_ring_is_damaged(
    name: str, run: Callable[[str], Ended], place: Path, keys_damaged: None
) -> None:
    damaged = (place / "keyring.json").read_bytes()
    ended = run(name)
    require_one_sentence(ended)
    assert "keyring.json is empty or damaged" in ended.complained
    assert "restore a backup into an empty INSTANCE_DIR" in ended.complained
    assert (place / "keyring.json").read_bytes() == damaged
    assert what_is_there(place) == ["keyring.json", "steady.db"]


@pytest.mark.parametrize("gone", [False, True])
def test_no_server_starts_without_the_key_ring_of_its_data(
    gone: bool, place: Path, keys_damaged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI")
    if gone:
        (place / "keyring.json").unlink()
    done = subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert ("is missing" if gone else "is empty or damaged") in done.stderr
    assert (place / "keyring.json").exists() is not gone


@pytest.mark.parametrize("name", COMMANDS)
def test_where_the_address_of_the_database_is_nonsense(
    name: str, run: Callable[[str], Ended], place: Path, monkeypatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "foo")
    ended = run(name)
    require_one_sentence(ended)
    assert "DATABASE_URL must look like" in ended.complained
    assert not place.exists()


@pytest.mark.parametrize(
    "url",
    [
        "foo",
        "mysql://steady@localhost/steady",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://steady@localhost:port/steady",
        "postgresql://localhost",
        "postgresql+pg8000://localhost/steady",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_when_it_is_read(url: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        read_settings({"DATABASE_URL": url})


def test_a_folder_that_cannot_be_made_is_named(run: Callable[[str], Ended], place: Path) -> None:
    place.write_text("a file stands where the folder should be")
    ended = run("upgrade")
    require_one_sentence(ended)
    assert str(place) in ended.complained


def test_upgrade_makes_ready_what_the_others_refused(
    run: Callable[[str], Ended], place: Path, older: Path
) -> None:
    shutil.copytree(older, place, ignore=shutil.ignore_patterns("*.lock", "*.next"))
    assert run("upgrade").code == 0
    (kept,) = (place / "backups").iterdir()
    assert kept.name.endswith(f"-{OLDER}.backup")
