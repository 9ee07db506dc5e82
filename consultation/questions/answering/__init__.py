"""The municipality and its answers: the work list, writing, a second person's yes, mending what is public."""
