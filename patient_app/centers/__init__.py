"""The treatment provider: its places, phones, hours, programs and policies."""
