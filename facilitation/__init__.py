"""Ratschlag: the tool with which a citizens' council is facilitated live."""

__version__ = "0.1.0"
