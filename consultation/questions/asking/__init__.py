"""A party and its own questions: it asks, takes back, writes anew, and says how its words may read for others."""
