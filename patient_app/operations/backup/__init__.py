"""One file that brings everything back: snapshot, key ring and manifest under a passphrase."""
