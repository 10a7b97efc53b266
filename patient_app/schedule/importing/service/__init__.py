"""Preview, apply, discard."""
