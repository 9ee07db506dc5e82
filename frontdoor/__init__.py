"""The front door: what `./run`, `./test` and `./bench` do before the platform itself can start.

Standard library only, because it runs on a machine where nothing is installed yet.
"""
