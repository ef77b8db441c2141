package seam

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// keyedWorld is a fake Seam with at most one access grant and the person of that grant.
type keyedWorld struct {
	mu      sync.Mutex
	grant   map[string]any
	person  map[string]any
	created int
	refused int
	bodies  []string
}

// handle returns the status and the response of a request.
func (w *keyedWorld) handle(path, body string) (status int, response string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bodies = append(w.bodies, path+" "+body)
	switch path {
	case pathCreateAccessGrant:
		return w.create(body)
	case pathGetAccessGrant:
		return shown("access_grant", w.grant)
	case "/access_grants/get_related":
		return 200, object(map[string]any{"batch": map[string]any{
			"acs_entrances": []any{map[string]any{"acs_entrance_id": entranceID}}, "devices": []any{},
			"spaces": []any{}, "user_identities": []any{w.person},
		}})
	case "/user_identities/get":
		return shown("user_identity", w.person)
	default:
		return 404, `{"error":{"type":"route_not_found","message":"no"}}`
	}
}

func shown(key string, resource map[string]any) (int, string) {
	if resource == nil {
		return 404, `{"error":{"type":"` + key + `_not_found","message":"no"}}`
	}
	return 200, object(map[string]any{key: resource, "ok": true})
}

func object(v map[string]any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// create creates the person and then the grant. It rejects the request if one of them exists already.
func (w *keyedWorld) create(body string) (int, string) {
	var in map[string]any
	if err := json.Unmarshal([]byte(body), &in); err != nil {
		return 400, `{"error":{"type":"invalid_input","message":"no JSON"}}`
	}
	person, isNew := in["user_identity"].(map[string]any)
	if w.grant != nil || isNew && w.person != nil {
		w.refused++
		return 409, `{"error":{"type":"key_taken","message":"taken"}}`
	}
	if isNew {
		person["user_identity_id"] = identityID
		w.person = person
	}
	w.created++
	w.grant = map[string]any{
		"access_grant_id": "grant_1", "access_grant_key": in["access_grant_key"], "user_identity_id": identityID,
		"space_ids": []any{}, "starts_at": in["starts_at"], "ends_at": in["ends_at"],
		"requested_access_methods": in["requested_access_methods"],
	}
	return shown("access_grant", w.grant)
}

// serve responds to every request of a connection.
func (w *keyedWorld) serve(c *serverConn) {
	for {
		req, err := http.ReadRequest(c.reader)
		if err != nil {
			return
		}
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return
		}
		status, response := w.handle(req.URL.Path, string(body))
		c.json(fmt.Sprintf("%d %s", status, http.StatusText(status)), response)
	}
}

// RoundTrip implements [http.RoundTripper].
func (w *keyedWorld) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	status, response := w.handle(req.URL.Path, string(body))
	return newResponse(status, response), nil
}

func grantParams() AccessGrantParams {
	return AccessGrantParams{
		Grantee:     NewPerson{FullName: "Ada Lovelace", Key: "ada"},
		EntranceIDs: []string{entranceID},
		Methods:     []GrantMethod{Code{PIN: "1815"}, Card{}, MobileKey{}},
		StartsAt:    time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC),
		EndsAt:      time.Date(2001, 1, 4, 12, 0, 0, 0, time.UTC),
		Key:         "stay",
	}
}

func grantsOver(c *caller) *AccessGrantsService {
	client := clientOver(c)
	return &AccessGrantsService{client.Client.AccessGrants, client}
}

// fate is whether, and when, a request arrives at Seam although its connection has a fault.
type fate string

const (
	neverArrives fate = "never arrives"
	arrives      fate = "arrives"
	arrivesLate  fate = "arrives late"
)

// Whatever fault the first connections have, a program that calls Create until it succeeds makes exactly one
// grant, and gets it.
func TestKeyedCreateMakesOneGrant(t *testing.T) {
	for name, f := range faults {
		if f.serve == nil {
			continue
		}
		for _, of := range []fate{neverArrives, arrives, arrivesLate} {
			if of != neverArrives && (f.unread || !f.unknown) {
				continue
			}
			for _, broken := range []int{1, 2, 9} {
				t.Run(fmt.Sprintf("%s/%s/%d", name, of, broken), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { testKeyedCreate(t, f, of, broken) })
				})
			}
		}
	}
}

func testKeyedCreate(t *testing.T, f fault, of fate, broken int) {
	world, n := &keyedWorld{}, newNetwork(t)
	s := grantsOver(n.caller(WithMaxResponseBytes(64 << 10)))
	params := grantParams()
	request := object(map[string]any{
		"access_grant_key": "stay", "user_identity": map[string]any{"full_name": "Ada Lovelace", "user_identity_key": "ada"},
		"acs_entrance_ids": []any{entranceID}, "starts_at": params.StartsAt, "ends_at": params.EndsAt,
		"requested_access_methods": []any{map[string]any{"mode": "code", "code": "1815"}, map[string]any{"mode": "card"}, map[string]any{"mode": "mobile_key"}},
	})
	n.serve(func(i int, c *serverConn) {
		if i > broken {
			world.serve(c)
			return
		}
		switch {
		case i > 1 || of == neverArrives:
		case of == arrives:
			world.handle(pathCreateAccessGrant, request)
		case of == arrivesLate:
			time.AfterFunc(700*time.Millisecond, func() { world.handle(pathCreateAccessGrant, request) })
		}
		c.limit = 1
		f.serve(i, c)
	})
	grant, err := s.Create(t.Context(), params)
	for tries := 0; err != nil; tries++ {
		if grant != nil {
			t.Fatalf("a grant with the error %v", err)
		}
		if tries == 40 {
			t.Fatalf("it never succeeds: %v", err)
		}
		grant, err = s.Create(t.Context(), params)
	}
	if grant.AccessGrantID != "grant_1" || world.created != 1 {
		t.Errorf("%d grants, %v", world.created, grant)
	}
	time.Sleep(time.Second) // the late request arrives
	if world.created != 1 {
		t.Errorf("%d grants in the end", world.created)
	}
}

// Create finds the grant of a lost response within the same call.
func TestLostResponseIsSettled(t *testing.T) {
	for name, f := range faults {
		if f.serve == nil || !f.unknown {
			continue
		}
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				world, n := &keyedWorld{}, newNetwork(t)
				s := grantsOver(n.caller(WithMaxResponseBytes(64 << 10)))
				n.serve(func(i int, c *serverConn) {
					if i > 1 {
						world.serve(c)
						return
					}
					c.limit = 1
					f.serve(i, c)
				})
				grant, err := s.Create(t.Context(), grantParams())
				if err != nil || grant.AccessGrantID != "grant_1" || world.created != 1 {
					t.Errorf("%v, %v, %d grants", grant, err, world.created)
				}
			})
		})
	}
}

// An earlier request created the person but no grant. Create makes the grant for that person.
func TestPersonWithoutGrantIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		world := &keyedWorld{person: map[string]any{"user_identity_id": identityID, "full_name": "Ada Lovelace", "user_identity_key": "ada"}}
		s := grantsOver(stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) { return world.RoundTrip(req) }))
		grant, err := s.Create(t.Context(), grantParams())
		if err != nil || world.created != 1 || grant.UserIdentityID != identityID {
			t.Fatalf("%v, %v", grant, err)
		}

		world.grant, world.person["full_name"] = nil, "Charles Babbage"
		grant, err = s.Create(t.Context(), grantParams())
		conflict, ok := errors.AsType[*KeyConflictError](err)
		if grant != nil || !ok || conflict.Resource != "user identity" || conflict.ID != identityID || conflict.Differences[0].Found != "Charles Babbage" {
			t.Errorf("%v, %v", grant, err)
		}
	})
}

// Create returns a conflict for each field in which the grant with the key can differ from the request.
func TestKeyOfAnotherGrant(t *testing.T) {
	for field, change := range map[string]func(*AccessGrantParams){
		"Grantee":        func(p *AccessGrantParams) { p.Grantee = UserIdentity(userID) },
		"FullName":       func(p *AccessGrantParams) { p.Grantee = NewPerson{FullName: "Grace Hopper", Key: "ada"} },
		"Spaces":         func(p *AccessGrantParams) { p.SpaceKeys = []string{"lobby"} },
		"EntranceIDs":    func(p *AccessGrantParams) { p.EntranceIDs = []string{entrance2ID} },
		"DeviceIDs":      func(p *AccessGrantParams) { p.DeviceIDs = []string{entrance2ID} },
		"Methods":        func(p *AccessGrantParams) { p.Methods = p.Methods[:2] },
		"StartsAt":       func(p *AccessGrantParams) { p.StartsAt = p.StartsAt.Add(time.Hour) },
		"EndsAt":         func(p *AccessGrantParams) { p.EndsAt, p.NoEnd = time.Time{}, true },
		"ReservationKey": func(p *AccessGrantParams) { p.ReservationKey = "r" },
	} {
		s, world := settledGrant(t)
		params := grantParams()
		change(&params)
		grant, err := s.Create(t.Context(), params)
		conflict, ok := errors.AsType[*KeyConflictError](err)
		if grant != nil || !ok || !errors.Is(err, ErrConflict) || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("%s: %v, %v", field, grant, err)
			continue
		}
		if len(conflict.Differences) != 1 || conflict.Differences[0].Field != field || conflict.ID != "grant_1" || conflict.Key != "stay" {
			t.Errorf("%s: %+v", field, conflict)
		}
		if world.created != 1 {
			t.Errorf("%s: %d grants", field, world.created)
		}
	}
}

// settledGrant returns a world in which the grant of grantParams exists.
func settledGrant(t *testing.T) (*AccessGrantsService, *keyedWorld) {
	t.Helper()
	world := &keyedWorld{}
	s := grantsOver(stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) { return world.RoundTrip(req) }))
	if _, err := s.Create(t.Context(), grantParams()); err != nil {
		t.Fatal(err)
	}
	return s, world
}

func TestCreateAgainReturnsTheGrant(t *testing.T) {
	s, world := settledGrant(t)
	same := []func(*AccessGrantParams){
		func(*AccessGrantParams) {},
		func(p *AccessGrantParams) { p.StartsAt = time.Time{} },
		func(p *AccessGrantParams) { p.EndsAt = p.EndsAt.In(time.FixedZone("", 3600)) },
		func(p *AccessGrantParams) { p.Grantee = UserIdentity(identityID) },
		func(p *AccessGrantParams) {
			p.Methods = []GrantMethod{MobileKey{InstantKeyMaxUses: 1}, Card{}, Code{PIN: "1815"}}
		},
	}
	for i, change := range same {
		params := grantParams()
		change(&params)
		grant, err := s.Create(t.Context(), params)
		if err != nil || grant.AccessGrantID != "grant_1" {
			t.Errorf("%d: %v, %v", i, grant, err)
		}
	}
	if world.created != 1 || world.refused != len(same) {
		t.Errorf("%d created, %d refused", world.created, world.refused)
	}
}

// A PIN never appears in a conflict.
func TestConflictKeepsThePIN(t *testing.T) {
	s, _ := settledGrant(t)
	params := grantParams()
	params.Methods = []GrantMethod{Code{PIN: "9999"}, Card{}, MobileKey{}}
	_, err := s.Create(t.Context(), params)
	conflict, ok := errors.AsType[*KeyConflictError](err)
	if !ok || len(conflict.Differences) != 1 {
		t.Fatal(err)
	}
	for _, pin := range []string{"1815", "9999"} {
		notIn(t, pin, err, conflict)
	}
}

// Create does not return a grant that is being deleted.
func TestKeyOfGrantBeingDeleted(t *testing.T) {
	s, world := settledGrant(t)
	world.grant["warnings"] = []any{map[string]any{"warning_code": "being_deleted", "message": "m", "created_at": "2001-01-01T00:00:00Z"}}
	_, err := s.Create(t.Context(), grantParams())
	if conflict, ok := errors.AsType[*KeyConflictError](err); !ok || conflict.Differences[0].Field != "AccessGrant" {
		t.Error(err)
	}
}

// Without a key, Create neither looks for a grant nor sends the request again.
func TestCreateWithoutKeyIsNotSettled(t *testing.T) {
	requests := 0
	s := grantsOver(stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		requests++
		return nil, io.ErrUnexpectedEOF
	}))
	params := grantParams()
	params.Key = ""
	if _, err := s.Create(t.Context(), params); !errors.Is(err, ErrOutcomeUnknown) || requests != 1 {
		t.Errorf("%d requests, %v", requests, err)
	}
}

// The outcome is unknown only if the lookup fails, too.
func TestUnsettledOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := grantsOver(stubCaller(t, func(int, *http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }))
		if _, err := s.Create(t.Context(), grantParams()); !errors.Is(err, ErrOutcomeUnknown) {
			t.Error(err)
		}
	})
}

// A lookup without a result is no proof that the grant was created.
func TestLookupWithoutResult(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := grantsOver(stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
			if req.URL.Path == pathCreateAccessGrant {
				return nil, io.ErrUnexpectedEOF
			}
			return newResponse(200, `{"ok":true}`), nil
		}))
		_, err := s.Create(t.Context(), grantParams())
		if _, isMade := errors.AsType[*gen.MissingResultError](err); isMade || !errors.Is(err, ErrOutcomeUnknown) {
			t.Error(err)
		}
	})
}

// A rejection for another reason than the key is returned unchanged.
func TestRefusalWithoutGrant(t *testing.T) {
	world := &keyedWorld{}
	s := grantsOver(stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
		if n == 1 {
			return newResponse(400, `{"error":{"type":"invalid_input","message":"ends_at is in the past"}}`), nil
		}
		return world.RoundTrip(req)
	}))
	_, err := s.Create(t.Context(), grantParams())
	if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 400 || errors.Is(err, ErrOutcomeUnknown) || world.created != 0 {
		t.Errorf("%v, %d grants", err, world.created)
	}
}

func TestKeyedIdentityAndSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		identity := `{"user_identity":{"user_identity_id":"i","full_name":"Ada","user_identity_key":"ada"}}`
		space := `{"space":{"space_id":"s","space_key":"gym","name":"Gym"}}`
		related := `{"batch":{"acs_entrances":[{"acs_entrance_id":"e"}],"devices":[]}}`
		c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
			switch req.URL.Path {
			case "/user_identities/create", "/spaces/create":
				return nil, io.ErrUnexpectedEOF
			case "/user_identities/get":
				return newResponse(200, identity), nil
			case "/spaces/get":
				return newResponse(200, space), nil
			default:
				return newResponse(200, related), nil
			}
		})
		client := clientOver(c)
		people, spaces := &UserIdentitiesService{client.Client.UserIdentities}, &SpacesService{client.Client.Spaces}

		person := &gen.UserIdentitiesCreateRequest{FullName: gen.Value("Ada"), UserIdentityKey: gen.Value("ada")}
		if got, err := people.Create(t.Context(), person); err != nil || got.UserIdentityID != "i" {
			t.Errorf("%v, %v", got, err)
		}
		person.FullName = gen.Value("Grace")
		if got, err := people.Create(t.Context(), person); got != nil || !errors.Is(err, ErrConflict) {
			t.Errorf("%v, %v", got, err)
		}
		person.UserIdentityKey = nil
		if got, err := people.Create(t.Context(), person); got != nil || !errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("%v, %v", got, err)
		}

		gym := &gen.SpacesCreateRequest{Name: "Gym", SpaceKey: new("gym"), ACSEntranceIDs: []string{"e"}}
		if got, err := spaces.Create(t.Context(), gym); err != nil || got.SpaceID != "s" {
			t.Errorf("%v, %v", got, err)
		}
		gym.ACSEntranceIDs = nil
		if got, err := spaces.Create(t.Context(), gym); got != nil || !errors.Is(err, ErrConflict) {
			t.Errorf("%v, %v", got, err)
		}
	})
}
