"""What people do with the schedule."""
