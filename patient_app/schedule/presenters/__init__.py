"""From the schedule's values to words and pictures."""
