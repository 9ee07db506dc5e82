"""The review screen: every finding in what is on its way out, one key each (rules 35-45)."""
