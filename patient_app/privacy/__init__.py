"""What a person can see, take with them and delete of what is kept about them."""
