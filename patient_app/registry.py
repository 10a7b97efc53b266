"""The one list: every feature's blueprints, jobs, personal data and listeners."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import DBAPIError

from patient_app.accounts import personal_data as account_data
from patient_app.accounts.queries.actors import find_actor
from patient_app.accounts.routes import bp as accounts_bp
from patient_app.accounts.routes import (
    confirm,
    devices,
    passkeys,
    returning,
    second_factor,
    settings,
)
from patient_app.accounts.service.restoring import end_every_sign_in
from patient_app.accounts.service.sessions import touch
from patient_app.careteam import routes as care_routes
from patient_app.centers import routes as center_routes
from patient_app.centers.queries.centers import all_hosts, host_language
from patient_app.core import audit as _audit  # noqa: F401 -- tables
from patient_app.core import clock, events, health, identity
from patient_app.core.actors import Actor
from patient_app.core.disk import is_disk_full
from patient_app.core.jobs import Job
from patient_app.core.personal_data import PersonalData
from patient_app.core.restoring import Afterwards, Door, Ending, Restored
from patient_app.cravings import jobs as craving_jobs
from patient_app.cravings import offline as craving_offline
from patient_app.cravings import outbox as craving_outbox
from patient_app.cravings import personal_data as craving_data
from patient_app.cravings import reminders as craving_reminders
from patient_app.cravings import routes as craving_routes
from patient_app.cravings.service.reminding import check_in_choices_changed
from patient_app.episodes import jobs as episode_jobs
from patient_app.episodes import personal_data as episode_data
from patient_app.episodes.queries.team import on_care_team
from patient_app.episodes.service import cover, invite, team
from patient_app.home import offline as home_offline
from patient_app.home import routes as home_routes
from patient_app.notifications import offline as notification_offline
from patient_app.notifications import personal_data as notification_data
from patient_app.notifications import reminders as own_reminders
from patient_app.notifications import routes as notification_routes
from patient_app.notifications.queries.inbox import unread_beside
from patient_app.notifications.rules.kinds import Kinds
from patient_app.notifications.service.reminding import call_off_of_episode
from patient_app.notifications.service.restoring import expire_what_was_due
from patient_app.notifications.service.subscribing import forget_phones
from patient_app.privacy import personal_data as privacy_data
from patient_app.privacy.routes import own_data
from patient_app.privacy.routes import screens as privacy_screens
from patient_app.privacy.service.erasure import reapply_erasures
from patient_app.schedule import jobs as schedule_jobs
from patient_app.schedule import offline as schedule_offline
from patient_app.schedule import outbox as schedule_outbox
from patient_app.schedule import personal_data as schedule_data
from patient_app.schedule import reminders as schedule_reminders
from patient_app.schedule import routes as schedule_routes
from patient_app.schedule.presenters.naming import session_words
from patient_app.schedule.service import (
    enrolments,
    feeds,
    handing_over,
    letting_go,
    reminding,
)
from patient_app.shell import routes as shell_routes
from patient_app.shell.frame import frame
from patient_app.sync import personal_data as sync_data
from patient_app.sync import routes as sync_routes
from patient_app.sync.rules.kinds import Kind

BLUEPRINTS = (
    health.bp,
    shell_routes.bp,
    center_routes.bp,
    accounts_bp,
    passkeys.bp,
    second_factor.bp,
    devices.bp,
    settings.bp,
    confirm.bp,
    privacy_screens.bp,
    own_data.bp,
    schedule_routes.bp,
    sync_routes.bp,
    notification_routes.bp,
    craving_routes.bp,
    home_routes.bp,
    care_routes.bp,
)

JOBS: tuple[Job, ...] = (*episode_jobs.JOBS, *schedule_jobs.JOBS, *craving_jobs.JOBS)

PERSONAL_DATA: tuple[PersonalData, ...] = (
    episode_data,
    schedule_data,
    craving_data,
    notification_data,
    sync_data,
    privacy_data,
    account_data,
)

OUTBOX_KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (*craving_outbox.KINDS, schedule_outbox.ATTENDANCE_INTENT)
}

REMINDER_KINDS: Kinds = {
    kind.code: kind
    for kind in (*schedule_reminders.KINDS, *craving_reminders.KINDS, *own_reminders.KINDS)
}

# Whose reminders are laid out anew when a person chooses differently.
CHOICES_CHANGED = (reminding.leads_chosen, check_in_choices_changed)

# What a phone keeps to read without signal; the first ones last, when there is no room.
OFFLINE: tuple[Callable[[Actor, datetime], list[str]], ...] = (
    home_offline.pages,
    schedule_offline.pages,
    craving_offline.pages,
    notification_offline.pages,
)


def _erase_again(restored: Restored) -> int:
    return reapply_erasures(PERSONAL_DATA, restored.now, restored.erased)


CLOSED_CALENDAR = ("closed calendar address", "closed calendar addresses")
# After a restore, before anyone signs in again; who asked to be erased goes again, last.
AFTER_RESTORE = Afterwards(
    steps=(end_every_sign_in, expire_what_was_due, _erase_again),
    endings=(
        Ending("person", "deactivated_at", ("closed account", "closed accounts")),
        Ending("role_grant", "until_at", ("ended role", "ended roles")),
        Ending("team_member", "until_at", ("ended care-team place", "ended care-team places")),
        Ending("cover", "until_on", ("shortened cover", "shortened covers")),
        Ending("calendar_feed", "revoked_at", CLOSED_CALENDAR),
    ),
    doors=(
        Door(
            "password",
            "person_id",
            ("given-up password", "given-up passwords"),
            newer="changed_at",
            carried=("hash", "changed_at"),
        ),
        Door("passkey", "id", ("given-up passkey", "given-up passkeys")),
        Door("totp", "id", ("given-up authenticator", "given-up authenticators")),
        Door("cover", "id", ("dropped cover", "dropped covers")),
        Door("calendar_feed", "id", CLOSED_CALENDAR),
    ),
)


def wire(app: Flask) -> None:
    """Connect every feature with the app."""
    identity.init_app(app, _load_actor)
    app.extensions["shell"] = frame
    app.extensions["on_care_team"] = _on_care_team
    app.extensions["center_hosts"] = all_hosts
    app.extensions["host_language"] = host_language
    app.extensions["signs_in"] = returning.signs_in
    app.extensions["sign_in_first"] = returning.sign_in_first
    app.extensions["proves_again"] = confirm.proves_again
    app.extensions["ask_again"] = confirm.ask_again
    app.extensions["personal_data"] = PERSONAL_DATA
    app.extensions["outbox_kinds"] = OUTBOX_KINDS
    app.extensions["session_words"] = session_words
    app.extensions["offline_pages"] = OFFLINE
    app.extensions["reminder_kinds"] = REMINDER_KINDS
    app.extensions["choices_changed"] = CHOICES_CHANGED
    _listen()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _listen() -> None:
    reminding.watch_the_tables()
    events.listen(events.SessionsEnded, forget_phones)
    events.listen(events.EpisodeEnded, call_off_of_episode)
    events.listen(events.EpisodeStepped, reminding.stepped)
    events.listen(events.CredentialsReplaced, feeds.close_feeds_of)
    events.listen(events.InvitationAccepted, invite.begin_episode)
    events.listen(events.StaffLeft, team.hand_over_teams)
    events.listen(events.StaffLeft, cover.end_covers_of)
    events.listen(events.StaffLeft, handing_over.hand_over_of_staff)
    events.listen(events.EpisodeEnded, enrolments.end_places_of_episode)
    events.listen(events.EpisodeEnded, handing_over.close_requests_of_episode)
    events.listen(events.RecordOutlived, letting_go.let_go_of_record)


def _on_care_team(actor: Actor, person_id: UUID, scope: str) -> bool:
    return on_care_team(actor, person_id, scope, clock.now())


def _load_actor(token: str) -> Actor | None:
    now = clock.now()
    found = find_actor(token, now, unread_beside)
    if found is None:
        return None
    if found.touch_due:
        _touch(found.actor, now)
    return found.actor


def _touch(actor: Actor, now: datetime) -> None:
    """On a full disk people go on reading; whatever they change is refused by its own verb."""
    try:
        touch(actor.session_id, now)
    except DBAPIError as error:
        if not is_disk_full(error):
            raise
