package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// pageSize is how many credentials a page has.
const pageSize = 500

// cannedServer answers as Seam does, from bodies made beforehand. The path before that of the
// operation says how many credentials there are and how long an answer takes, as in
// /100000/20ms/acs/credentials/list.
type cannedServer struct {
	mux         *http.ServeMux
	credentials [][]byte
	created     []byte
	pages       sync.Map // the list of so many credentials, as it stands on a page
	looks       sync.Map // the action attempts that were asked for
	connections atomic.Int64
}

func newCannedServer() (*cannedServer, error) {
	credentials, err := cannedCredentials(pageSize)
	if err != nil {
		return nil, err
	}
	s := &cannedServer{mux: http.NewServeMux(), credentials: credentials}
	s.created = fmt.Appendf(nil, `{"acs_credential":%s,"ok":true}`, credentials[0])
	s.mux.HandleFunc("POST /{items}/{delay}/acs/credentials/create", s.create)
	s.mux.HandleFunc("POST /{items}/{delay}/acs/credentials/list", s.list)
	s.mux.HandleFunc("POST /{items}/{delay}/action_attempts/get", s.look)
	return s, nil
}

func (s *cannedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// connState counts the connections that were opened.
func (s *cannedServer) connState(_ net.Conn, state http.ConnState) {
	if state == http.StateNew {
		s.connections.Add(1)
	}
}

func (s *cannedServer) create(w http.ResponseWriter, r *http.Request) {
	var request struct {
		AccessMethod string `json:"access_method"`
	}
	if !receive(w, r, &request) {
		return
	}
	if request.AccessMethod == "" {
		http.Error(w, "no access_method", http.StatusBadRequest)
		return
	}
	answer(w, s.created)
}

// list tells pages apart by a cursor that is the number of credentials before them.
func (s *cannedServer) list(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Cursor string `json:"page_cursor"`
	}
	if !receive(w, r, &request) {
		return
	}
	total, err := strconv.Atoi(r.PathValue("items"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	before, _ := strconv.Atoi(request.Cursor)
	on := min(total-before, pageSize)
	next := `{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}`
	if after := before + on; after < total {
		next = fmt.Sprintf(`{"has_next_page":true,"next_page_cursor":"%d","next_page_url":"https://connect.getseam.com/acs/credentials/list?page_cursor=%d"}`, after, after)
	}
	answer(w, s.page(on), []byte(`,"pagination":`+next+`,"ok":true}`))
}

// page is the beginning of an answer with n credentials.
func (s *cannedServer) page(n int) []byte {
	if made, ok := s.pages.Load(n); ok {
		return made.([]byte)
	}
	made, _ := s.pages.LoadOrStore(n, fmt.Appendf(nil, `{"acs_credentials":[%s]`, bytes.Join(s.credentials[:n], []byte(","))))
	return made.([]byte)
}

// look says that an attempt is pending the first time, unless its ID says that it has ended.
func (s *cannedServer) look(w http.ResponseWriter, r *http.Request) {
	var request struct {
		ID string `json:"action_attempt_id"`
	}
	if !receive(w, r, &request) {
		return
	}
	if _, seen := s.looks.LoadOrStore(request.ID, nil); seen || request.ID == endedAttempt {
		answer(w, fmt.Appendf(nil, succeededAttempt, request.ID))
		return
	}
	answer(w, fmt.Appendf(nil, pendingAttempt, request.ID))
}

// receive reads the request and lets the time of an answer pass.
func receive(w http.ResponseWriter, r *http.Request, request any) bool {
	delay, err := time.ParseDuration(r.PathValue("delay"))
	if err == nil {
		err = json.NewDecoder(r.Body).Decode(request)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	if delay > 0 {
		time.Sleep(delay)
	}
	return true
}

// answer writes the parts of a body.
func answer(w http.ResponseWriter, parts ...[]byte) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(length))
	w.Header().Set("Seam-Request-Id", "6f2ba8a1-9d6c-4b9e-8a55-7e0d9e6f1c42")
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			return // The client has gone, and says so itself.
		}
	}
}
