"""P4: somebody who has every file tries to link ballots to seats, and has to guess.

``sqlite_file`` and ``heap`` read what stores leave in their files, deleted rows too; ``linking``
makes orders of seats and ballots of it and lays one beside the other. It knows nothing of our
tables beyond the words ``seat_id`` and ``round_id``, and re-links naive designs completely.
"""
