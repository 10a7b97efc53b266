"""The frame around every feature: what installs, what works without signal, and Help now."""
