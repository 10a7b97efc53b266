"""Pure rules of a person's time in a program."""
