package notes

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func ask(handler http.Handler, method, path, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, path, strings.NewReader(body)))
	return recorder
}

func TestHealthAnswers(t *testing.T) {
	if got := ask(NewHandler(), http.MethodGet, "/health", "").Code; got != http.StatusOK {
		t.Fatalf("status %d", got)
	}
}

func TestANoteThatIsAddedIsListed(t *testing.T) {
	handler := NewHandler()
	if got := ask(handler, http.MethodPost, "/notes", `{"text":"milk"}`).Code; got != http.StatusCreated {
		t.Fatalf("status %d", got)
	}
	body := ask(handler, http.MethodGet, "/notes", "").Body.String()
	if strings.TrimSpace(body) != `[{"id":1,"text":"milk"}]` {
		t.Fatalf("body %s", body)
	}
}

func TestANoteWithoutTextIsRefused(t *testing.T) {
	if got := ask(NewHandler(), http.MethodPost, "/notes", "{}").Code; got != http.StatusBadRequest {
		t.Fatalf("status %d", got)
	}
}
