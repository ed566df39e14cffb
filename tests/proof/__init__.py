"""Proofs: each injects a fault for real, and its control shows that it could have failed.

``python -m tests.proof`` prints the table „Zahlen“; the tests run the same code, fewer times.
"""
