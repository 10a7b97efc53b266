"""The acts of the audit as the person they are about reads them."""

from patient_app.core.acts import Act
from patient_app.core.messages import N_

LOOKED = {
    Act.READ_PERSON: N_("Opened your page"),
    Act.READ_REQUESTS: N_("Read what you asked for"),
    Act.READ_CASELOAD: N_("Saw your name in their list of people"),
    Act.READ_ATTENDANCE: N_("Looked at your attendance"),
    Act.READ_ROSTER: N_("Saw you on the list for a session"),
}

CHANGED = {
    Act.INVITED: N_("Invited you"),
    Act.JOINED: N_("Joined"),
    Act.INVITATION_REVOKED: N_("Took an invitation back"),
    Act.WAY_BACK_ISSUED: N_("Made a code for a new way in"),
    Act.WAY_BACK_USED: N_("Used a code for a new way in"),
    Act.DEVICE_CODE_SHOWN: N_("Showed a code for one more device"),
    Act.DEVICE_ADDED: N_("Signed in on one more device"),
    Act.SIGN_IN_CHANGED: N_("Changed a way to sign in"),
    Act.SIGNED_OUT_EVERYWHERE: N_("Signed out other devices"),
    Act.ROLE_GIVEN: N_("Opened your account"),
    Act.ROLE_ENDED: N_("Closed your account"),
    Act.TEAM_CHANGED: N_("Changed your care team"),
    Act.COVER_CHANGED: N_("Changed who stands in"),
    Act.EPISODE_CHANGED: N_("Changed your place in the program"),
    Act.ENROLLED: N_("Added you to a session"),
    Act.UNENROLLED: N_("Took you off a session"),
    Act.LEADER_NAMED: N_("Named who leads one of your sessions"),
    Act.ATTENDANCE_CORRECTED: N_("Corrected your attendance"),
    Act.REQUEST_GIVEN: N_("Changed who has your question"),
    Act.SHARING_CHANGED: N_("Changed what you share"),
    Act.FEED_OPENED: N_("Made a calendar link"),
    Act.FEED_CLOSED: N_("Closed a calendar link"),
    Act.EXPORTED: N_("Downloaded your data"),
    Act.SETTINGS_CHANGED: N_("Changed settings"),
}

LEADS = N_("Named %(name)s to lead %(session)s")
"""Whoever leads a session reads the names on its list: the person is told who, and by whom."""
OF_A_SESSION = {Act.ATTENDANCE_CORRECTED: N_("Corrected your attendance: %(session)s")}

NOT_ABOUT_A_PERSON = frozenset({Act.ERASED, Act.IMPORTED, Act.KEYS_ROTATED, Act.RESTORED})
