"""What is known of earlier imports."""
