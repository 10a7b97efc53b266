"""What the forms of accounts may say."""
