"""Taking one's data along, and deleting it."""
