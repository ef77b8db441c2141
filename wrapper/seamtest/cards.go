package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/gen"
)

// Card describes a plastic card to add. The zero value is good: a blank card that every credential
// can be encoded on.
type Card struct {
	// Number is the card's own number, which no encoder can change. It is made up when left empty.
	Number string
	// Format is "TLCode" or "rfid48". A Visionline credential that asks for the other one cannot be
	// encoded on the card. Empty is a card that takes both.
	Format gen.VisionlineCardFormat
}

// AddCard adds a blank card and returns its number. The card is on no encoder until [Server.PlaceCard]
// puts it there. AddCard panics if there is a card with this number, or if there is no such format.
func (s *Server) AddCard(of Card) string {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	if !slices.Contains([]gen.VisionlineCardFormat{"", "TLCode", "rfid48"}, of.Format) {
		panic(fmt.Sprintf("seamtest: AddCard: there is no card format %q", of.Format))
	}
	if _, twice := s.credentials.Cards.Get(of.Number); twice {
		panic(fmt.Sprintf("seamtest: AddCard: there is a card %q already", of.Number))
	}
	added := s.credentials.NewCard(of.Number, string(of.Format))
	s.credentials.Cards.Insert(added)
	return added.ID
}

// PlaceCard puts a card on an encoder, instead of the card that is there. It is taken away from where it
// was. An action finds the card that is there when it is carried out: see [Server.SetActionTime].
// PlaceCard panics if there is no such encoder or card.
func (s *Server) PlaceCard(encoderID, number string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	at := s.mustEncoder("PlaceCard", encoderID)
	placed := must(s.credentials.Cards.Get(number))("PlaceCard: there is no card %q", number)
	s.credentials.PlaceCard(at, placed)
}

// TakeCard takes the card away that is on an encoder, if there is one. The card keeps what was encoded
// on it. TakeCard panics if there is no such encoder.
func (s *Server) TakeCard(encoderID string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.credentials.TakeCard(s.mustEncoder("TakeCard", encoderID))
}
