import pytest
from fastapi.testclient import TestClient

from app.main import app, notes
from app.notes import Note


class ListedNotes:
    def __init__(self) -> None:
        self.kept: list[Note] = []

    def list(self) -> list[Note]:
        return self.kept

    def add(self, text: str) -> Note:
        note = Note(id=len(self.kept) + 1, text=text)
        self.kept.append(note)
        return note


@pytest.fixture
def client():
    listed = ListedNotes()
    app.dependency_overrides[notes] = lambda: listed
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_health_answers(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_a_note_that_is_added_is_listed(client):
    assert client.post("/notes", json={"text": "milk"}).status_code == 201
    assert client.get("/notes").json() == [{"id": 1, "text": "milk"}]


def test_a_note_without_text_is_refused(client):
    assert client.post("/notes", json={"text": ""}).status_code == 422
