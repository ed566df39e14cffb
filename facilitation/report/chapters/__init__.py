"""The chapters of the Gutachten, one per file, in the order in which they stand."""
