"""The review of what leaves: findings of the guard and what people decided about them."""
