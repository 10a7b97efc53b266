"""People, how they prove who they are, and the devices they are signed in on."""
