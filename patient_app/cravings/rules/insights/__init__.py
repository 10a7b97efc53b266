"""What a person's own entries show: counts, middles and means, exact, and never a cause."""
