"""Simulated members: real phones over the network, for rehearsals; they know none of our rules."""
