"""No stopwatch: what a text costs the first time, when the word lists are read, says nothing of the guard."""

from hypothesis import settings

settings.register_profile("legal", deadline=None)
settings.load_profile("legal")
