"""A writer in a process of its own: commits numbered rows and says each one that is committed."""

import sqlite3
import subprocess
import sys
from contextlib import contextmanager

SCRIPT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA wal_autocheckpoint=200")
number = 0
while True:
    number += 1
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO diary VALUES (?, ?)", (number, "x" * 2000))
    connection.execute("UPDATE pages SET text = ? WHERE id = ?", (str(number) * 300, number % 40))
    connection.execute("COMMIT")
    print(number, flush=True)
"""


def prepare(path):
    """Tables whose rows depend on each other: the diary's last number is on its page."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE diary (number INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("CREATE TABLE pages (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO pages VALUES (?, '')", [(n,) for n in range(40)])
    connection.close()


class Writer:
    """Read ``said`` to learn what is committed for certain."""

    def __init__(self, process):
        self.process = process

    def committed(self):
        """The next number that the writer says; older ones were said before it."""
        return int(self.process.stdout.readline())

    def newest(self):
        """What is committed by now: reads until the pipe is caught up."""
        import select

        number = self.committed()
        while select.select([self.process.stdout], [], [], 0)[0]:
            number = self.committed()
        return number


@contextmanager
def writing(path):
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path)], stdout=subprocess.PIPE, bufsize=0
    )
    try:
        yield Writer(process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def verdict(path, at_least):
    """Empty when the copy is whole, else what is wrong with it."""
    try:
        connection = sqlite3.connect(path)
        try:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "damaged"
            last, many = connection.execute("SELECT max(number), count(*) FROM diary").fetchone()
            page = connection.execute(
                "SELECT text FROM pages WHERE id = ?", ((last or 0) % 40,)
            ).fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return str(error)
    if (last or 0) < at_least or many != last:
        return f"rows are missing: {last} of {at_least}"
    return "" if page == (str(last) * 300,) else "half a transaction"
