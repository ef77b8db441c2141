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
// gets the key, so send it to the guest only.
//
// After the loss of a phone, replace the access method and keep the grant. Sign the guest out of all phones
// before, or else Seam puts the new key on the lost phone, too.
//
// If you have an app, it signs the guest in with a client session, for access grants as well. Create a
// credential, as createPhoneCredential does, only if your program manages one access system itself.
func Example_mobileKey() {
	if err := openWithPhone(fakePhoneHotel()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// to ada@example.com: https://ik.seam.co/...
	// Ada opens the link. Keys on phones: 1
	// to ada@example.com: https://ik.seam.co/...
	// Ada has lost the phone. Keys on phones: 0
	// the lost link works: false
	// Ada opens the new link. Keys on phones: 1
	// Mary signs in. Keys on phones: 1
	// Mary has lost the phone. Keys on phones: 0
}

// openWithPhone gives Ada a key by a link, and Mary one in the app of the hotel. Both lose their phones.
func openWithPhone(hotel *phoneHotel) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if err := openWithLink(ctx, hotel); err != nil {
		return err
	}
	return openWithApp(ctx, hotel)
}

func openWithLink(ctx context.Context, hotel *phoneHotel) error {
	stay := seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		EntranceIDs:    []string{hotel.roomID},
		Methods:        []seam.GrantMethod{seam.MobileKey{InstantKeyMaxUses: 2}}, // for a phone and a watch
		EndsAt:         hotel.departure,
		Key:            "stay-4711",
		ReservationKey: "reservation-4711",
	}
	grant, err := hotel.client.AccessGrants.Create(ctx, stay)
	if err != nil {
		return err
	}
	lost, err := hotel.sendLink(ctx, seam.GrantKey(stay.Key))
	if err != nil {
		return err
	}
	if err := hotel.openLink(ctx, lost.InstantKeyURL); err != nil {
		return err
	}
	hotel.report(ctx, "Ada opens the link", grant.UserIdentityID)

	if err := hotel.replaceLink(ctx, seam.GrantKey(stay.Key), lost.AccessMethodID); err != nil {
		return err
	}
	current, err := hotel.sendLink(ctx, seam.GrantKey(stay.Key))
	if err != nil {
		return err
	}
	hotel.report(ctx, "Ada has lost the phone", grant.UserIdentityID)
	fmt.Println("the lost link works:", hotel.openLink(ctx, lost.InstantKeyURL) == nil)
	if err := hotel.openLink(ctx, current.InstantKeyURL); err != nil {
		return err
	}
	hotel.report(ctx, "Ada opens the new link", grant.UserIdentityID)
	return nil
}

func openWithApp(ctx context.Context, hotel *phoneHotel) error {
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
	hotel.report(ctx, "Mary signs in", mary.UserIdentityID)

	if err := hotel.signOut(ctx, mary.UserIdentityID); err != nil {
		return err
	}
	hotel.report(ctx, "Mary has lost the phone", mary.UserIdentityID)
	return nil
}

// sendLink sends the link that puts the key of a stay on a phone, and returns its access method. It reads the
// link of the access method, because that of the grant is missing if the grant has had two mobile keys. A link
// expires: the example of seam.MobileKey makes another one.
func (h *phoneHotel) sendLink(ctx context.Context, stay seam.GrantRef) (*seam.GrantedMethod, error) {
	methods, err := h.client.AccessGrants.Methods(ctx, stay)
	if err != nil {
		return nil, err
	}
	for _, m := range methods {
		if isPhoneKey(m) && m.InstantKeyURL != "" {
			h.send("ada@example.com", m.InstantKeyURL)
			return m, nil
		}
	}
	return nil, errors.New("the stay has no link; look at the errors of its access grant")
}

// replaceLink deletes the key on a lost phone, and requests another one. Call it again after any failure, some
// minutes after seam.ErrOutcomeUnknown: it does not request a second key. Then sendLink sends the new link.
func (h *phoneHotel) replaceLink(ctx context.Context, stay seam.GrantRef, lostMethodID string) error {
	methods, err := h.client.AccessGrants.Methods(ctx, stay)
	if err != nil {
		return err
	}
	for _, m := range methods {
		if isPhoneKey(m) && m.AccessMethodID != lostMethodID {
			return nil // An earlier call has requested it. This is certain because a stay has one key for phones.
		}
	}
	grant, err := h.client.AccessGrants.Get(ctx, stay)
	if err != nil {
		return err
	}
	// If the program stops after this step, the guest has no key, but the lost phone has none either.
	err = h.client.AccessMethods.Delete(ctx, &gen.AccessMethodsDeleteRequest{AccessMethodID: &lostMethodID})
	if err != nil && !errors.Is(err, seam.ErrNotFound) {
		return err
	}
	if err := h.signOut(ctx, grant.UserIdentityID); err != nil {
		return err
	}
	if err := h.client.AccessMethods.WaitDeleted(ctx, lostMethodID); err != nil {
		return err
	}
	_, err = h.client.AccessGrants.RequestAccessMethods(ctx, stay, []seam.GrantMethod{seam.MobileKey{InstantKeyMaxUses: 2}})
	return err
}

func isPhoneKey(m *seam.GrantedMethod) bool {
	return m.Mode == seam.AccessMethodMobileKey && m.State() != seam.MethodBeingDeleted
}

// signOut takes the keys from all phones of a person. First it deletes the links and the client sessions, because
// with one of them a phone could come back. The links of other stays end, too. The credentials and access grants
// stay: when the person opens a new link or signs in again, Seam puts the keys of all stays on that phone.
func (h *phoneHotel) signOut(ctx context.Context, personID string) error {
	links, err := h.client.InstantKeys.List(ctx, &gen.InstantKeysListRequest{UserIdentityID: &personID})
	if err != nil {
		return err
	}
	for _, link := range links {
		err := h.client.InstantKeys.Delete(ctx, &gen.InstantKeysDeleteRequest{InstantKeyID: link.InstantKeyID})
		if err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err
		}
	}
	sessions, err := h.client.ClientSessions.List(ctx, &gen.ClientSessionsListRequest{UserIdentityID: &personID})
	if err != nil {
		return err
	}
	for _, session := range sessions {
		err := h.client.ClientSessions.Delete(ctx, &gen.ClientSessionsDeleteRequest{ClientSessionID: session.ClientSessionID})
		if err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err
		}
	}
	return h.deactivatePhones(ctx, personID)
}

// deactivatePhones removes all phones of a person, and the keys on them. A phone has a DisplayName, by which the
// person could choose the lost one.
func (h *phoneHotel) deactivatePhones(ctx context.Context, personID string) error {
	phones, err := h.client.Phones.List(ctx, &gen.PhonesListRequest{OwnerUserIdentityID: &personID})
	if err != nil {
		return err
	}
	for _, phone := range phones {
		err := h.client.Phones.Deactivate(ctx, &gen.PhonesDeactivateRequest{DeviceID: phone.DeviceID})
		if err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err
		}
	}
	return nil
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
// secret of that person.
func (h *phoneHotel) signIn(ctx context.Context, personID string) (*gen.ClientSession, error) {
	return h.client.ClientSessions.GetOrCreate(ctx, &gen.ClientSessionsGetOrCreateRequest{UserIdentityID: &personID})
}

// report prints how many keys are on the phones of a person.
func (h *phoneHotel) report(ctx context.Context, event, personID string) {
	// Seam makes one credential for the person, and from it another one for each phone.
	onPhones := seam.CredentialFilter{UserIdentityID: personID, MultiPhoneSync: new(false)}
	keys, err := seam.Collect(h.client.ACS.Credentials.List(ctx, onPhones))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s. Keys on phones: %d\n", event, len(keys))
}

// phoneHotel holds the client and the IDs of a hotel.
type phoneHotel struct {
	client                      *seam.Client
	systemID, managerID, roomID string
	departure                   time.Time

	send func(address, link string)
	// openLink opens a link on a phone, and openApp the app with a client session.
	openLink func(ctx context.Context, link string) error
	openApp  func(ctx context.Context, session *gen.ClientSession) error
}

// fakePhoneHotel returns a hotel of a fake Seam. A real program uses seam.NewClient(seam.APIKey(key)) and the IDs
// of its own hotel, and sends an email.
func fakePhoneHotel() *phoneHotel { return phoneHotelOf(seamtest.NewServer()) }

func phoneHotelOf(srv *seamtest.Server) *phoneHotel {
	ids := srv.AddHotel()
	client := srv.Client()
	return &phoneHotel{
		client: client, systemID: ids.SystemID, managerID: ids.CredentialManagerID, roomID: ids.RoomID,
		departure: time.Now().Add(48 * time.Hour),
		send: func(address, link string) {
			fmt.Printf("to %s: %s...\n", address, strings.TrimSuffix(link, path.Base(link)))
		},
		openLink: func(ctx context.Context, link string) error {
			key, err := client.InstantKeys.Get(ctx, &gen.InstantKeysGetRequest{InstantKeyURL: &link})
			if err != nil {
				return err
			}
			return addPhone(ctx, client, key.UserIdentityID)
		},
		openApp: func(ctx context.Context, session *gen.ClientSession) error {
			return addPhone(ctx, client, session.UserIdentityID)
		},
	}
}

// addPhone simulates a phone on which a person opens a link or signs in.
func addPhone(ctx context.Context, client *seam.Client, personID string) error {
	_, err := client.Phones.Simulate.CreateSandboxPhone(ctx, &gen.PhonesSimulateCreateSandboxPhoneRequest{UserIdentityID: personID})
	return err
}
