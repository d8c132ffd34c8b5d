import logging
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, Field

from app.notes import DatabaseNotes, Note, Notes
from app.settings import settings

logging.basicConfig(level=settings.log_level.upper())

app = FastAPI(title="python-api")


class NewNote(BaseModel):
    text: str = Field(min_length=1)


def notes() -> Notes:
    return DatabaseNotes(settings.database_url)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/notes")
def list_notes(notes: Annotated[Notes, Depends(notes)]) -> list[Note]:
    return notes.list()


@app.post("/notes", status_code=201)
def add_note(new: NewNote, notes: Annotated[Notes, Depends(notes)]) -> Note:
    return notes.add(new.text)
