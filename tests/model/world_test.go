package model

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// object is one thing that Seam keeps, in its JSON form.
type object map[string]any

// world is the state behind the model server, and the journal of processed requests.
type world struct {
	mu      sync.Mutex
	made    int
	objects map[string]object // by ID
	members map[[2]string]bool
	lists   map[string][]object // by the path that lists them
	journal []deed
	change  func(*page) // see do
}

// deed is one processed request. Reads are not recorded.
type deed struct {
	call string
	path string
	id   string // of the object that was made or changed
}

// reply is the response of the world to one request.
type reply struct {
	status int
	body   object
}

// response is a reply in the form that is sent.
type response struct {
	status int
	body   []byte
}

// accepted reports whether the world did what it was asked.
func (r response) accepted() bool { return r.status == 200 }

func newWorld() *world {
	return &world{objects: map[string]object{}, members: map[[2]string]bool{}, lists: map[string][]object{}}
}

func success(members object) reply {
	body := object{"ok": true}
	maps.Copy(body, members)
	return reply{200, body}
}

func refusal(status int, kind string) reply {
	return reply{status, object{"ok": false, "error": object{"type": kind, "message": "no: " + kind}}}
}

// route handles one operation. It returns the ID of the object that was made or changed, "" for
// an operation that only reads or if the request was refused.
type route func(w *world, request object) (reply, string)

var routes = map[string]route{
	"/acs/credentials/create":             createCredential,
	"/acs/credentials/update":             updateCredential,
	"/acs/credentials/delete":             remover("acs_credential"),
	"/acs/credentials/assign":             assign,
	"/acs/credentials/unassign":           unassign,
	"/acs/credentials/get":                getCredential,
	"/acs/credentials/list":               lister("/acs/credentials/list", "acs_credentials", true),
	"/access_codes/create":                createCode,
	"/access_codes/create_multiple":       createCodes,
	"/access_codes/delete":                deleteCode,
	"/access_grants/create":               createGrant,
	"/access_grants/delete":               remover("access_grant"),
	"/client_sessions/create":             createSession,
	"/locks/unlock_door":                  unlock,
	"/acs/users/add_to_access_group":      addMember,
	"/acs/users/remove_from_access_group": removeMember,
	"/spaces/add_devices":                 addDevices,
	"/devices/update":                     updateDevice,
	"/devices/list":                       lister("/devices/list", "devices", true),
	"/locks/list":                         lister("/locks/list", "devices", false),
}

// isRead reports whether an operation changes nothing.
func isRead(path string) bool {
	switch path {
	case "/acs/credentials/get", "/acs/credentials/list", "/devices/list", "/locks/list":
		return true
	}
	return false
}

// do carries out one request of a call. change is made to a page of a list before it is sent, if
// it is not nil.
func (w *world) do(call, path string, body []byte, change func(*page)) response {
	w.mu.Lock()
	defer w.mu.Unlock()
	handle, known := routes[path]
	var request object
	if err := json.Unmarshal(body, &request); err != nil || !known {
		return refusal(400, "invalid_request").encode()
	}
	w.change = change
	result, id := handle(w, request)
	if id != "" {
		w.journal = append(w.journal, deed{call, path, id})
	}
	return result.encode()
}

// encode is called while the world is locked: the body holds objects of the world.
func (r reply) encode() response {
	body, err := json.Marshal(r.body)
	if err != nil {
		panic(err)
	}
	return response{r.status, body}
}

// deeds returns what the world carried out for a call.
func (w *world) deeds(call string) []deed {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(w.journal), func(d deed) bool { return d.call != call })
}

// add makes an object whose ID has the given name, such as "device_id".
func (w *world) add(idName string, o object) string {
	w.made++
	id := fmt.Sprintf("%s-%d", idName[:3], w.made)
	o[idName] = id
	w.objects[id] = o
	return id
}

// find returns the object that a member of the request names, nil if there is none.
func (w *world) find(request object, member string) object {
	id, _ := request[member].(string)
	return w.objects[id]
}

// field returns a member of an object of the world.
func (w *world) field(id, member string) any {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.objects[id][member]
}

// has reports whether an object exists.
func (w *world) has(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.objects[id] != nil
}

// hasMember reports whether a is a member of b.
func (w *world) hasMember(a, b string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.members[[2]string{a, b}]
}
