"""The reminder this package brings itself. Pure."""

TEST = "test"
