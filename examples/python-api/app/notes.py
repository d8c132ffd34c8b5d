from typing import Protocol

import psycopg
from psycopg.rows import class_row
from pydantic import BaseModel


class Note(BaseModel):
    id: int
    text: str


class Notes(Protocol):
    def list(self) -> list[Note]: ...

    def add(self, text: str) -> Note: ...


class DatabaseNotes:
    """Notes in the table `notes` of a PostgreSQL database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def list(self) -> list[Note]:
        with psycopg.connect(self.url, row_factory=class_row(Note)) as connection:
            return connection.execute("SELECT id, text FROM notes ORDER BY id").fetchall()

    def add(self, text: str) -> Note:
        with psycopg.connect(self.url, row_factory=class_row(Note)) as connection:
            statement = "INSERT INTO notes (text) VALUES (%s) RETURNING id, text"
            return connection.execute(statement, [text]).fetchone()
