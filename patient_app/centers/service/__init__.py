"""What an admin changes about a center."""
