"""Accounts in people's words."""
