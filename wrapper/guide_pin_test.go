package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A guest gets a PIN for a holiday house, stays a night longer, and gets another PIN after a stranger saw the
// first one. The requested PIN is only a wish. Seam replaces it on a lock that cannot have it, and also later,
// if a lock fails. Therefore send the PIN that Seam reports, and send it once it works.
func Example_pin() {
	client, locks := fakeLakeHouse()
	if err := rentLakeHouse(client, locks); err != nil {
		log.Fatal(err)
	}
	// Output:
	// to Grace: Gate 1906, House 4348
	// to Grace: Gate 1852, House 1852
}

// rentLakeHouse shows the life of a stay. In a real program the booking system calls each step.
func rentLakeHouse(client *seam.Client, locks []pinLock) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()

	arrival := time.Now()
	booking := &pinBooking{key: "booking-1906", locks: locks}
	if err := booking.requestPIN(ctx, client, "1906", arrival, arrival.Add(48*time.Hour)); err != nil {
		return err
	}
	if err := booking.sendPIN(ctx, client); err != nil {
		return err
	}

	// One more night. The PIN stays the same, so the guest gets no message.
	longer := seam.AccessGrantUpdate{EndsAt: arrival.Add(72 * time.Hour)}
	if err := client.AccessGrants.Update(ctx, seam.GrantKey(booking.key), longer); err != nil {
		return err
	}
	if err := booking.sendPIN(ctx, client); err != nil {
		return err
	}

	// A stranger saw the PIN.
	if err := booking.replacePIN(ctx, client, booking.methodID, "1852"); err != nil {
		return err
	}
	if err := booking.sendPIN(ctx, client); err != nil {
		return err
	}

	// The example Checkout shows a deletion that can be repeated.
	return client.AccessGrants.Delete(ctx, seam.GrantKey(booking.key))
}

// pinBooking holds the data that the booking system stores about the PIN of a stay.
type pinBooking struct {
	key   string // the key of the access grant
	locks []pinLock
	// methodID is the access method with the PIN that works, and sent the last message to the guest.
	methodID, sent string
}

// pinLock is a lock with the name that guests know.
type pinLock struct{ deviceID, name string }

// requestPIN creates the access grant of the booking. Called again with the same arguments, it creates no
// second one.
func (b *pinBooking) requestPIN(ctx context.Context, client *seam.Client, wish string, arrival, departure time.Time) error {
	params := seam.AccessGrantParams{
		Grantee:  seam.NewPerson{FullName: "Grace Hopper", EmailAddress: "grace@example.com", Key: "guest-1906"},
		Methods:  []seam.GrantMethod{seam.Code{PIN: wish}}, // seam.Code{} lets Seam choose.
		StartsAt: arrival,
		EndsAt:   departure,
		Key:      b.key,
	}
	for _, lock := range b.locks {
		params.DeviceIDs = append(params.DeviceIDs, lock.deviceID)
	}
	_, err := client.AccessGrants.Create(ctx, params)
	return err
}

// sendPIN waits until the PIN of the booking works, and sends it unless the guest has it already. Call it after
// each change of the grant, and for each webhook event access_method.issued and access_method.reissued.
//
// A [*seam.IssueError] means that a lock has a problem. Seam goes on trying, but a person should know. After a
// [*seam.WaitError], call sendPIN again.
func (b *pinBooking) sendPIN(ctx context.Context, client *seam.Client) error {
	methods, waitErr := client.AccessGrants.WaitIssued(ctx, seam.GrantKey(b.key))
	method := workingPIN(methods)
	if method == nil {
		return errors.Join(waitErr, errors.New("the guest has no PIN yet"))
	}
	grant, err := client.AccessGrants.Get(ctx, seam.GrantKey(b.key))
	if err != nil {
		return errors.Join(waitErr, err)
	}
	b.methodID = method.AccessMethodID
	if message := b.message(grant, method); message != b.sent {
		fmt.Println("to Grace:", message)
		b.sent = message
	}
	return waitErr
}

// workingPIN returns the access method with the PIN that works, or nil. A backup code replaces another PIN.
func workingPIN(methods []*seam.GrantedMethod) *seam.GrantedMethod {
	var working *seam.GrantedMethod
	for _, m := range methods {
		isIssued := m.Mode == seam.AccessMethodCode && m.State() == seam.MethodIssued
		if isIssued && (working == nil || m.BackupOf() != "") {
			working = m
		}
	}
	return working
}

// message returns the PIN of each lock. PINOn knows the locks that cannot have the PIN of the access method.
func (b *pinBooking) message(grant *seam.AccessGrant, method *seam.GrantedMethod) string {
	var parts []string
	for _, lock := range b.locks {
		parts = append(parts, lock.name+" "+grant.PINOn(lock.deviceID, method))
	}
	return strings.Join(parts, ", ")
}

// replacePIN deletes the access method with a PIN, and requests another PIN. Call it again after any failure, some
// minutes after seam.ErrOutcomeUnknown: it does not repeat a step that has succeeded.
func (b *pinBooking) replacePIN(ctx context.Context, client *seam.Client, methodID, wish string) error {
	// If the program stops between the two steps, the guest has no PIN, but the stranger has none either.
	err := client.AccessMethods.Delete(ctx, &gen.AccessMethodsDeleteRequest{AccessMethodID: &methodID})
	if err != nil && !errors.Is(err, seam.ErrNotFound) {
		return err
	}
	methods, err := client.AccessGrants.Methods(ctx, seam.GrantKey(b.key))
	if err != nil {
		return err
	}
	for _, m := range methods {
		if m.Mode == seam.AccessMethodCode && m.AccessMethodID != methodID && m.State() != seam.MethodBeingDeleted {
			return nil // An earlier call has requested it.
		}
	}
	// With seam.Code{}, Seam may choose the old PIN again, because it prefers one PIN for each person.
	_, err = client.AccessGrants.RequestAccessMethods(ctx, seam.GrantKey(b.key), []seam.GrantMethod{seam.Code{PIN: wish}})
	return err
}

// fakeLakeHouse returns a client of a fake Seam with two locks. On one of them another guest has the PIN 1906. A
// real program uses seam.NewClient(seam.APIKey(key)) and the IDs of its own locks.
func fakeLakeHouse() (*seam.Client, []pinLock) {
	srv := seamtest.NewServer(seamtest.WithSeed("lake house"))
	gate := srv.AddDevice(seamtest.Device{Name: "Gate"})
	house := srv.AddDevice(seamtest.Device{Name: "House"})
	client := srv.Client()
	_, err := client.AccessCodes.Create(context.Background(), seam.AccessCodeParams{DeviceID: house, PIN: "1906", NoEnd: true})
	if err != nil {
		log.Fatal(err)
	}
	return client, []pinLock{{gate, "Gate"}, {house, "House"}}
}
