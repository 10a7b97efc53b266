"""From a reminder that is due to an answer of the push service, through any crash."""
