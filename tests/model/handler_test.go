package model

import (
	"fmt"
	"net/http"
	"strconv"
)

// served is one request to a net/http server.
type served struct {
	server *server
	world  *world
	w      http.ResponseWriter
	call   string
	path   string
	body   []byte
	cut    int  // where a body breaks off, in thousandths
	first  bool // Seam processes the request before the fault
}

// note adds an event to the story of the call.
func (x *served) note(fault, seam string) {
	x.server.mu.Lock()
	defer x.server.mu.Unlock()
	x.server.events[x.call] = append(x.server.events[x.call], event{path: x.path, fault: fault, seam: seam})
}

// process carries the request out if that comes before the fault.
func (x *served) process(fault string) {
	said := "not processed"
	if x.first {
		r := x.world.do(x.call, x.path, x.body, nil)
		said = fmt.Sprintf("%d %.60s", r.status, r.body)
	}
	x.note(fault, said)
}

func (x *served) write(status int, contentType string, content []byte) {
	x.w.Header().Set("Content-Type", contentType)
	x.w.WriteHeader(status)
	_, _ = x.w.Write(content)
}

// handlerFaults are chosen with equal chance.
var handlerFaults = []func(*served){
	respond, respond, respond, respond, respond, respond, respond, respond, respond,
	respondAndClose, abort, abort, gatewayPage, halfResponse, refuseInSeamsForm, tooFast, moved, loginPage,
}

func respond(x *served) {
	r := x.world.do(x.call, x.path, x.body, nil)
	x.note("Seam responds", fmt.Sprintf("%d %.60s", r.status, r.body))
	x.w.Header().Set("Seam-Request-Id", "req-3")
	x.write(r.status, "application/json", r.body)
}

// respondAndClose ends the connection after the response. HTTP/2 does so with GOAWAY.
func respondAndClose(x *served) {
	x.w.Header().Set("Connection", "close")
	respond(x)
}

// abort ends the connection of HTTP/1.1, and resets the stream of HTTP/2.
func abort(x *served) {
	x.process("no response")
	panic(http.ErrAbortHandler)
}

func gatewayPage(x *served) {
	x.process("the page of a gateway")
	x.write(502+x.cut%25, "text/html", []byte("<html><title>sorry</title></html>"))
}

func loginPage(x *served) {
	x.process("a login page")
	x.write(200, "text/html", []byte("<html><title>welcome</title></html>"))
}

func moved(x *served) {
	x.process("moved to a login page")
	x.w.Header().Set("Location", "/login")
	x.write(302, "text/html", nil)
}

func halfResponse(x *served) {
	r := x.world.do(x.call, x.path, x.body, nil)
	x.note("half of Seam's response", fmt.Sprintf("%d %.60s", r.status, r.body))
	x.w.Header().Set("Content-Length", strconv.Itoa(len(r.body)))
	x.write(r.status, "application/json", r.body[:len(r.body)*x.cut/1000])
	_ = http.NewResponseController(x.w).Flush()
	panic(http.ErrAbortHandler)
}

func refuseInSeamsForm(x *served) {
	x.note("Seam refuses", "not processed")
	x.write(403, "application/json", []byte(`{"error":{"type":"forbidden","message":"no"},"ok":false}`))
}

func tooFast(x *served) {
	x.note("429", "not processed")
	x.write(429, "text/plain", []byte("slow down"))
}
