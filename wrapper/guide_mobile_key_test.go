package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"path"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A guest opens the room with a phone. Create an access grant and send its link: it puts the key on a phone
// without an app of yours, and it may be sent before the key is issued. The first person who opens the link
// gets the key, so send it to the guest only. After the loss of a phone, replace the access method and keep the
// grant.
//
// If you have an app, it signs the guest in with a client session, for access grants as well. Create a
// credential, as createPhoneCredential does, only if your program manages one access system itself.
func Example_mobileKey() {
	if err := openWithPhone(fakePhoneHotel()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// to ada@example.com: https://ik.seam.co/...
	// to ada@example.com: https://ik.seam.co/...
	// another key: true
	// one phone deactivated
}

// openWithPhone gives Ada a key by a link, and Mary one in the app of the hotel. Both lose their phones.
func openWithPhone(hotel *phoneHotel) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()

	stay := seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		EntranceIDs:    []string{hotel.roomID},
		Methods:        []seam.GrantMethod{seam.MobileKey{InstantKeyMaxUses: 2}}, // for a phone and a watch
		EndsAt:         hotel.departure,
		Key:            "stay-4711",
		ReservationKey: "reservation-4711",
	}
	if _, err := hotel.client.AccessGrants.Create(ctx, stay); err != nil {
		return err
	}
	lost, err := hotel.sendLink(ctx, seam.GrantKey(stay.Key))
	if err != nil {
		return err
	}
	if err := hotel.replaceLink(ctx, seam.GrantKey(stay.Key), lost); err != nil {
		return err
	}
	current, err := hotel.sendLink(ctx, seam.GrantKey(stay.Key))
	if err != nil {
		return err
	}
	fmt.Println("another key:", current != lost)

	mary, err := hotel.client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		UserIdentityKey: gen.Value("guest-1780"), FullName: gen.Value("Mary Somerville"),
	})
	if err != nil {
		return err
	}
	if err := hotel.createPhoneCredential(ctx, mary.UserIdentityID); err != nil {
		return err
	}
	session, err := hotel.signIn(ctx, mary.UserIdentityID)
	if err != nil {
		return err
	}
	if err := hotel.openApp(ctx, session); err != nil {
		return err
	}
	return hotel.signOut(ctx, session)
}

// sendLink sends the link that puts the key of a stay on a phone, and returns the ID of its access method. It
// reads the link of the access method, because that of the grant is missing if the grant has had two mobile
// keys. A link expires: client.UserIdentities.GenerateInstantKey makes another one for the same keys.
func (h *phoneHotel) sendLink(ctx context.Context, stay seam.GrantRef) (methodID string, err error) {
	methods, err := h.client.AccessGrants.Methods(ctx, stay)
	if err != nil {
		return "", err
	}
	for _, m := range methods {
		if isPhoneKey(m) && m.InstantKeyURL != "" {
			h.send("ada@example.com", m.InstantKeyURL)
			return m.AccessMethodID, nil
		}
	}
	return "", errors.New("the stay has no link; look at the errors of its access grant")
}

// replaceLink deletes the key on a lost phone, and requests another one. Call it again after any failure, some
// minutes after seam.ErrOutcomeUnknown: it does not repeat a step that has succeeded. Then sendLink sends the new
// link.
func (h *phoneHotel) replaceLink(ctx context.Context, stay seam.GrantRef, lostMethodID string) error {
	// If the program stops between the two steps, the guest has no key, but the lost phone has none either.
	err := h.client.AccessMethods.Delete(ctx, &gen.AccessMethodsDeleteRequest{AccessMethodID: &lostMethodID})
	if err != nil && !errors.Is(err, seam.ErrNotFound) {
		return err
	}
	methods, err := h.client.AccessGrants.Methods(ctx, stay)
	if err != nil {
		return err
	}
	for _, m := range methods {
		if isPhoneKey(m) && m.AccessMethodID != lostMethodID {
			return nil // An earlier call has requested it.
		}
	}
	_, err = h.client.AccessGrants.RequestAccessMethods(ctx, stay, []seam.GrantMethod{seam.MobileKey{InstantKeyMaxUses: 2}})
	return err
}

func isPhoneKey(m *seam.GrantedMethod) bool {
	return m.Mode == seam.AccessMethodMobileKey && m.State() != seam.MethodBeingDeleted
}

// createPhoneCredential gives a person a key in an access system. Call it again after any failure, some
// minutes after seam.ErrOutcomeUnknown: it creates no second key for the same stay.
func (h *phoneHotel) createPhoneCredential(ctx context.Context, personID string) error {
	params := seam.CredentialParams{
		Holder: seam.UserIdentityIn(personID, h.systemID),
		// Seam puts the key on every phone of the person. The credential manager is the system that brings
		// the keys of the manufacturer to phones.
		Method:             seam.MobileKey{MultiPhoneSync: true, CredentialManagerID: h.managerID},
		AllowedEntranceIDs: []string{h.roomID},
		EndsAt:             h.departure,
	}
	for _, err := range h.client.ACS.Credentials.Matching(ctx, params) {
		return err // It is nil if an earlier call has created the key.
	}
	_, err := h.client.ACS.Credentials.Create(ctx, params)
	return err
}

// signIn returns the client session of a person. Its token signs your app in at Seam's mobile SDK, and is a
// secret of that person. Store its ID.
func (h *phoneHotel) signIn(ctx context.Context, personID string) (*gen.ClientSession, error) {
	return h.client.ClientSessions.GetOrCreate(ctx, &gen.ClientSessionsGetOrCreateRequest{UserIdentityID: &personID})
}

// signOut ends a client session, and takes the keys from all phones of the person. Call it after the loss of a
// phone. The credential stays: when the person signs in again on another phone, Seam puts the key on that phone.
func (h *phoneHotel) signOut(ctx context.Context, session *gen.ClientSession) error {
	err := h.client.ClientSessions.Delete(ctx, &gen.ClientSessionsDeleteRequest{ClientSessionID: session.ClientSessionID})
	if err != nil && !errors.Is(err, seam.ErrNotFound) {
		return err
	}
	phones, err := h.client.Phones.List(ctx, &gen.PhonesListRequest{OwnerUserIdentityID: &session.UserIdentityID})
	if err != nil {
		return err
	}
	for _, phone := range phones {
		err := h.client.Phones.Deactivate(ctx, &gen.PhonesDeactivateRequest{DeviceID: phone.DeviceID})
		if err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err
		}
		fmt.Println("one phone deactivated")
	}
	return nil
}

// phoneHotel holds the client and the IDs of a hotel.
type phoneHotel struct {
	client                      *seam.Client
	systemID, managerID, roomID string
	departure                   time.Time

	send    func(address, link string)
	openApp func(ctx context.Context, session *gen.ClientSession) error
}

// fakePhoneHotel returns a hotel of a fake Seam. A real program uses seam.NewClient(seam.APIKey(key)) and the IDs
// of its own hotel, and sends an email.
func fakePhoneHotel() *phoneHotel {
	srv := seamtest.NewServer()
	ids := srv.AddHotel()
	client := srv.Client()
	return &phoneHotel{
		client: client, systemID: ids.SystemID, managerID: ids.CredentialManagerID, roomID: ids.RoomID,
		departure: time.Now().Add(48 * time.Hour),
		send: func(address, link string) {
			fmt.Printf("to %s: %s...\n", address, strings.TrimSuffix(link, path.Base(link)))
		},
		openApp: func(ctx context.Context, session *gen.ClientSession) error {
			_, err := client.Phones.Simulate.CreateSandboxPhone(ctx, &gen.PhonesSimulateCreateSandboxPhoneRequest{
				UserIdentityID: session.UserIdentityID,
			})
			return err
		},
	}
}
