"""Pure facts of a center: phones, hours, policies."""
