package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/gen"
)

// Card describes a plastic card to add. The zero value describes a blank card that accepts every
// credential.
type Card struct {
	// Number is the permanent number of the card; encoding does not change it. If it is empty, the
	// server generates one.
	Number string
	// Format is "TLCode" or "rfid48". A Visionline credential of the other format cannot be encoded on
	// the card. A card with an empty format accepts both.
	Format gen.VisionlineCardFormat
}

// AddCard adds a blank card and returns its number. Use [Server.PlaceCard] to put the card on an
// encoder. AddCard panics if the number is already used or the format is unknown.
func (s *Server) AddCard(of Card) string {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	if !slices.Contains([]gen.VisionlineCardFormat{"", "TLCode", "rfid48"}, of.Format) {
		panic(fmt.Sprintf("seamtest: AddCard: there is no card format %q", of.Format))
	}
	if _, exists := s.credentials.Cards.Get(of.Number); exists {
		panic(fmt.Sprintf("seamtest: AddCard: there is a card %q already", of.Number))
	}
	added := s.credentials.NewCard(of.Number, string(of.Format))
	s.credentials.Cards.Insert(added)
	return added.ID
}

// PlaceCard moves a card to an encoder and removes the card that is there. An action uses the card that
// is on the encoder when the action finishes; see [Server.SetActionTime]. PlaceCard panics if the
// encoder or the card does not exist.
func (s *Server) PlaceCard(encoderID, number string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	at := s.mustEncoder("PlaceCard", encoderID)
	placed := must(s.credentials.Cards.Get(number))("PlaceCard: there is no card %q", number)
	s.credentials.PlaceCard(at, placed)
}

// TakeCard removes the card from an encoder, if it holds one. The card keeps its data. TakeCard panics
// if the encoder does not exist.
func (s *Server) TakeCard(encoderID string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.credentials.TakeCard(s.mustEncoder("TakeCard", encoderID))
}
