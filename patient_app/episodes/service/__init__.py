"""What changes in a person's time in a program."""
