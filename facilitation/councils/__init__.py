"""A council, its words and settings, and the team that leads it."""
