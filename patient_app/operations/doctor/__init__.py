"""An honest look at one installation: what is well, what to watch, what is broken."""
