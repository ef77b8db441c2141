package seamtest_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A program waits for a person to bring the card. The time that it waits is that of the synctest bubble.
func TestEncodeWhileTimePasses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		srv.SetActionTime(45 * time.Second)
		hotel := srv.AddSystem(seamtest.System{ExternalType: "visionline_system"})
		encoder, card := srv.AddEncoder(hotel, ""), srv.AddCard(seamtest.Card{})
		client, start := srv.Client(), time.Now()
		guest, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: hotel, FullName: "Jane"})
		if err != nil {
			t.Fatal(err)
		}
		cred, err := client.ACS.Credentials.Create(t.Context(), seam.CredentialParams{Holder: seam.ACSUser(guest.ACSUserID), Method: seam.Card{}})
		if err != nil {
			t.Fatal(err)
		}
		attempt, err := client.ACS.Encoders.Encode(t.Context(), encoder, cred.ACSCredentialID)
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(30*time.Second, func() { srv.PlaceCard(encoder, card) })
		issued, err := attempt.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if issued.CardNumber != card || issued.IssuedAt == nil || !issued.IssuedAt.Equal(start.Add(45*time.Second)) {
			t.Errorf("card %s at %v, began at %v", issued.CardNumber, issued.IssuedAt, start)
		}
		if waited := time.Since(start); waited < 45*time.Second || waited > 50*time.Second {
			t.Errorf("waited for %v", waited)
		}
	})
}
