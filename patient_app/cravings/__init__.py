"""The log: cravings, wins, check-ins and lapses, in a person's own words; and what they show."""
