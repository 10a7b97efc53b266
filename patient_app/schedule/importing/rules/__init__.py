"""What an import means, without a database."""
