// Package notes serves a list of notes.
package notes

import (
	"encoding/json"
	"net/http"
	"sync"
)

// Note is one entry of the list.
type Note struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

type list struct {
	mutex sync.Mutex
	notes []Note
}

// NewHandler serves an empty list and the health route.
func NewHandler() http.Handler {
	kept := &list{notes: []Note{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", health)
	mux.HandleFunc("/notes", kept.serve)
	return mux
}

func health(response http.ResponseWriter, _ *http.Request) {
	answer(response, http.StatusOK, map[string]string{"status": "ok"})
}

func (kept *list) serve(response http.ResponseWriter, request *http.Request) {
	kept.mutex.Lock()
	defer kept.mutex.Unlock()
	switch request.Method {
	case http.MethodGet:
		answer(response, http.StatusOK, kept.notes)
	case http.MethodPost:
		var note Note
		if err := json.NewDecoder(request.Body).Decode(&note); err != nil || note.Text == "" {
			http.Error(response, "a note needs a text", http.StatusBadRequest)
			return
		}
		note.ID = len(kept.notes) + 1
		kept.notes = append(kept.notes, note)
		answer(response, http.StatusCreated, note)
	default:
		http.Error(response, "use GET or POST", http.StatusMethodNotAllowed)
	}
}

func answer(response http.ResponseWriter, status int, body any) {
	response.Header().Set("Content-Type", "application/json")
	response.WriteHeader(status)
	_ = json.NewEncoder(response).Encode(body)
}
