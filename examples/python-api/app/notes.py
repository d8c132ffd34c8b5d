from typing import Protocol

import psycopg
from psycopg.rows import class_row
from pydantic import BaseModel

TABLE = """
CREATE TABLE IF NOT EXISTS notes (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL
)
"""


class Note(BaseModel):
    id: int
    text: str


class Notes(Protocol):
    def list(self) -> list[Note]: ...

    def add(self, text: str) -> Note: ...


class DatabaseNotes:
    """Notes in the table `notes` of a PostgreSQL database, which is made where it is missing."""

    def __init__(self, url: str) -> None:
        self.url = url

    def list(self) -> list[Note]:
        with psycopg.connect(self.url, row_factory=class_row(Note)) as connection:
            connection.execute(TABLE)
            return connection.execute("SELECT id, text FROM notes ORDER BY id").fetchall()

    def add(self, text: str) -> Note:
        with psycopg.connect(self.url, row_factory=class_row(Note)) as connection:
            connection.execute(TABLE)
            statement = "INSERT INTO notes (text) VALUES (%s) RETURNING id, text"
            return connection.execute(statement, [text]).fetchone()
