package seam_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// replaceLink of the guide to mobile keys continues after every failure, and the guest ends up with one new key.
func TestReplaceLinkAgain(t *testing.T) {
	for _, path := range []string{
		"/access_grants/get", "/access_methods/list", "/access_methods/delete", "/access_methods/get",
		"/instant_keys/list", "/instant_keys/delete", "/client_sessions/list", "/client_sessions/delete",
		"/phones/list", "/phones/deactivate", "/access_grants/request_access_methods",
	} {
		for fault, arm := range map[string]func(*seamtest.Server){
			"rejected":      func(srv *seamtest.Server) { srv.FailNext(path, 401, "unauthorized", "no") },
			"lost response": func(srv *seamtest.Server) { srv.ResetAfterNext(path) },
		} {
			t.Run(path+" "+fault, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { testReplaceLinkAgain(t, arm) })
			})
		}
	}
}

func testReplaceLinkAgain(t *testing.T, arm func(*seamtest.Server)) {
	ctx, stay := t.Context(), seam.GrantKey("stay")
	srv := seamtest.NewServer()
	hotel := phoneHotelOf(srv)
	hotel.send = func(string, string) {}
	grant, err := hotel.client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee: seam.NewPerson{Key: "guest"}, EntranceIDs: []string{hotel.roomID}, EndsAt: hotel.departure,
		Methods: []seam.GrantMethod{seam.MobileKey{}}, Key: string(stay), ReservationKey: "reservation",
	})
	if err != nil {
		t.Fatal(err)
	}
	lost, err := hotel.sendLink(ctx, stay)
	if err != nil {
		t.Fatal(err)
	}
	if err := hotel.openLink(ctx, lost.InstantKeyURL); err != nil {
		t.Fatal(err)
	}
	session, err := hotel.client.ClientSessions.Create(ctx, &gen.ClientSessionsCreateRequest{UserIdentityID: &grant.UserIdentityID})
	if err != nil {
		t.Fatal(err)
	}

	arm(srv)
	if err := hotel.replaceLink(ctx, stay, lost.AccessMethodID); err != nil {
		time.Sleep(5 * time.Minute)
	}
	for range 2 { // The second time it does nothing.
		if err := hotel.replaceLink(ctx, stay, lost.AccessMethodID); err != nil {
			t.Fatal(err)
		}
	}

	methods, err := hotel.client.AccessGrants.Methods(ctx, stay)
	if err != nil || len(methods) != 1 || methods[0].AccessMethodID == lost.AccessMethodID {
		t.Errorf("methods %v, %v", methods, err)
	}
	phones, err := hotel.client.Phones.List(ctx, &gen.PhonesListRequest{OwnerUserIdentityID: &grant.UserIdentityID})
	if err != nil || len(phones) != 0 {
		t.Errorf("%d phones, %v", len(phones), err)
	}
	_, err = hotel.client.ClientSessions.Get(ctx, &gen.ClientSessionsGetRequest{ClientSessionID: &session.ClientSessionID})
	if !errors.Is(err, seam.ErrNotFound) {
		t.Errorf("the session of the app: %v", err)
	}
	current, err := hotel.sendLink(ctx, stay)
	if err != nil {
		t.Fatal(err)
	}
	if err := hotel.openLink(ctx, current.InstantKeyURL); err != nil {
		t.Errorf("the new link: %v", err)
	}
}
