"""A believable demonstration, made through the services alone: nothing here writes a row by itself."""

from consultation.seed.people import PASSWORD
from consultation.seed.story import load

__all__ = ["PASSWORD", "load"]
