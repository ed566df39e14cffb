"""Polls, rounds, ballots and what is counted from them (see docs/architecture.md)."""
