"""sayso: on whose say-so? Who claims what, about whom, when, and on whose word, in a pile of news pages."""

__version__ = "0.1.0"
