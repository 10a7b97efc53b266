"""Reading what people hand in to the log: the same schemas for forms and for the outbox."""
