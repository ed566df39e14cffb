"""How members were found: the lot in figures, and the panel beside the population."""
