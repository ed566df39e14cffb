"""Proofs: each injects a fault for real, and its control shows that it could have failed.

``python -m tests.proof`` prints the table „Zahlen“; the tests run the same code, fewer times.
A new proof is a module with the names of ``figures.Proof``, listed in ``proofs.PROOFS``. What it
shows beside the columns goes into ``Figures.more`` in words and, where it
must be 0, into ``wrong_more``.
"""
