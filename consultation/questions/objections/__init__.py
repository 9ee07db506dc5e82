"""A party does not agree with how its words will read: who decides, and what the party is told of it."""
