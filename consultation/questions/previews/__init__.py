"""How the words of a party will read for others: when it can look, how long, and whether that holds a nota."""
