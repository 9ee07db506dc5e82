"""Who could see what, since when: counts for everybody, the own row for a party, all rows for who needs them."""
