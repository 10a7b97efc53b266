"""What a phone wrote while it could not reach us: taken once, never twice, never another's."""
