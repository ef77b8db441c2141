package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// pageSize is the number of credentials on a page.
const pageSize = 500

// cannedServer responds as Seam does, with prepared bodies. The path before the operation sets the
// number of credentials and the delay of a response, as in /100000/20ms/acs/credentials/list.
//
// It does as little as possible, because its time is part of both sides of each ratio.
type cannedServer struct {
	credentials [][]byte
	created     []byte
	scenes      sync.Map // by path prefix
	pages       sync.Map // the JSON list by number of credentials
	looks       sync.Map // the action attempts that were polled
	connections atomic.Int64
}

func newCannedServer() (*cannedServer, error) {
	credentials, err := cannedCredentials(pageSize)
	if err != nil {
		return nil, err
	}
	return &cannedServer{
		credentials: credentials,
		created:     fmt.Appendf(nil, `{"acs_credential":%s,"ok":true}`, credentials[0]),
	}, nil
}

// connState counts the connections that clients open.
func (s *cannedServer) connState(_ net.Conn, state http.ConnState) {
	if state == http.StateNew {
		s.connections.Add(1)
	}
}

func (s *cannedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	scene, operation, err := s.scene(r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	request, err := io.ReadAll(r.Body)
	if err != nil {
		return // The client has gone.
	}
	if scene.delay > 0 {
		time.Sleep(scene.delay)
	}
	switch operation {
	case pathCreate:
		answer(w, s.created)
	case pathList:
		answer(w, s.list(scene.items, cursor(r, request))...)
	case pathLook:
		answer(w, s.look(request))
	default:
		http.NotFound(w, r)
	}
}

// scene is the list and the delay that a client asks for.
type scene struct {
	items int
	delay time.Duration
}

// scene parses a path such as /100000/20ms/acs/credentials/list.
func (s *cannedServer) scene(path string) (found scene, operation string, err error) {
	items, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	delay, _, _ := strings.Cut(rest, "/")
	operation = rest[len(delay):]
	beginning := path[:len(path)-len(operation)]
	if known, ok := s.scenes.Load(beginning); ok {
		return known.(scene), operation, nil
	}
	if found.items, err = strconv.Atoi(items); err == nil {
		found.delay, err = time.ParseDuration(delay)
	}
	if err == nil {
		s.scenes.Store(beginning, found)
	}
	return found, operation, err
}

// list returns a page of the list. Its cursor is the number of credentials before the page.
func (s *cannedServer) list(total int, cursor string) [][]byte {
	before, _ := strconv.Atoi(cursor)
	on := max(0, min(total-before, pageSize))
	next := `{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}`
	if after := before + on; after < total {
		next = fmt.Sprintf(`{"has_next_page":true,"next_page_cursor":"%d","next_page_url":"https://connect.getseam.com/acs/credentials/list?page_cursor=%d"}`, after, after)
	}
	return [][]byte{s.page(on), []byte(`,"pagination":` + next + `,"ok":true}`)}
}

// cursor returns the page cursor of a request. Seam also accepts GET for lists.
func cursor(r *http.Request, request []byte) string {
	if r.Method == http.MethodGet {
		return r.URL.Query().Get("page_cursor")
	}
	return member(request, "page_cursor")
}

// page returns the beginning of a response with n credentials.
func (s *cannedServer) page(n int) []byte {
	if made, ok := s.pages.Load(n); ok {
		return made.([]byte)
	}
	made, _ := s.pages.LoadOrStore(n, fmt.Appendf(nil, `{"acs_credentials":[%s]`, bytes.Join(s.credentials[:n], []byte(","))))
	return made.([]byte)
}

// look responds to a poll: an attempt is pending the first time, unless its ID is endedAttempt.
func (s *cannedServer) look(request []byte) []byte {
	id := member(request, "action_attempt_id")
	if id == endedAttempt {
		return fmt.Appendf(nil, succeededAttempt, id)
	}
	if _, seen := s.looks.LoadOrStore(id, nil); seen {
		return fmt.Appendf(nil, succeededAttempt, id)
	}
	return fmt.Appendf(nil, pendingAttempt, id)
}

// member returns a string member of a request, or "". The clients here write no escapes.
func member(request []byte, name string) string {
	_, rest, _ := bytes.Cut(request, []byte(`"`+name+`":"`))
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}

// answer writes the parts of a body.
func answer(w http.ResponseWriter, parts ...[]byte) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	header := w.Header()
	header["Content-Type"] = contentType
	header["Content-Length"] = []string{strconv.Itoa(length)}
	header["Seam-Request-Id"] = requestID
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			return // The client has gone.
		}
	}
}

var (
	contentType = []string{"application/json; charset=utf-8"}
	requestID   = []string{"6f2ba8a1-9d6c-4b9e-8a55-7e0d9e6f1c42"}
)
