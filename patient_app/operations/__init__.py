"""Keeping an installation alive: upgrades, backups, keys, jobs, and an honest doctor."""
