"""The care team's screens: the week, people, invitations, requests, covers."""
