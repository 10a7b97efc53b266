"""Pure arithmetic of accounts."""
