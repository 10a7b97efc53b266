"""Today: composes the other features into one screen."""
