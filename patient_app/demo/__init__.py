"""An invented center, so that a newcomer sees every screen alive. Never on a public address."""
