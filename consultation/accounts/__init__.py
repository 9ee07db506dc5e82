"""People, memberships, sign-in and permissions as one table."""
