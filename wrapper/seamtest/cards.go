package seamtest

import (
	"fmt"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
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

type card struct {
	world.Record // its ID is the number
	Card
	holds *writing // nil while the card is blank
}

// desk is what happens at an encoder.
type desk struct {
	card             *card       // nil while none lies there
	encodings, scans []rehearsal // what comes next, by simulate/...
}

// desk returns the desk of an encoder.
func (s *Server) desk(at *places.Encoder) *desk {
	if s.desks[at] == nil {
		s.desks[at] = &desk{}
	}
	return s.desks[at]
}

// writing is what an encoder wrote on a card: the credential as it was then.
type writing struct {
	of               *credential
	at               time.Time
	code             string
	startsAt, endsAt time.Time
	entrances        []*places.Entrance
}

// AddCard makes a blank card and returns its number. It lies nowhere: [Server.PlaceCard] puts it on
// an encoder. AddCard panics if there is a card of this number, or if there is no such format.
func (s *Server) AddCard(of Card) string {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	if !slices.Contains([]gen.VisionlineCardFormat{"", "TLCode", "rfid48"}, of.Format) {
		panic(fmt.Sprintf("seamtest: AddCard: there is no card format %q", of.Format))
	}
	if _, twice := s.cards.Get(of.Number); twice {
		panic(fmt.Sprintf("seamtest: AddCard: there is a card %q already", of.Number))
	}
	added := s.newCard(of)
	s.cards.Insert(added)
	return added.ID
}

// newCard makes a card that is nobody's yet.
func (s *Server) newCard(of Card) *card {
	made := &card{Record: s.world.NewRecord("card"), Card: of}
	if made.Number == "" {
		b := s.world.NextBytes("card_number")
		made.Number = fmt.Sprintf("%x", b[:8])
	}
	made.ID = made.Number
	return made
}

// PlaceCard puts a card on an encoder. It is taken away from where it lay, as is the card that lies
// there. An action finds the card that is there when it is carried out: see [Server.SetActionTime].
// PlaceCard panics if there is no such encoder or card.
func (s *Server) PlaceCard(encoderID, number string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	at := s.mustEncoder("PlaceCard", encoderID)
	placed, ok := s.cards.Get(number)
	if !ok {
		panic(fmt.Sprintf("seamtest: PlaceCard: there is no card %q", number))
	}
	for _, other := range s.desks {
		if other.card == placed {
			other.card = nil
		}
	}
	s.desk(at).card = placed
}

// TakeCard takes the card away that lies on an encoder, if there is one. What was encoded on it
// stays there. It panics if there is no such encoder.
func (s *Server) TakeCard(encoderID string) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.desk(s.mustEncoder("TakeCard", encoderID)).card = nil
}

// write is how a credential is written on a card now.
func (s *Server) write(of *credential) *writing {
	return &writing{
		of:        of,
		at:        s.world.Now(),
		code:      of.code,
		startsAt:  of.startsAt,
		endsAt:    of.endsAt,
		entrances: slices.Clone(of.entrances),
	}
}

// upToDate tells whether a card says what Seam says.
func (w *writing) upToDate() bool {
	return w.code == w.of.code &&
		w.startsAt.Equal(w.of.startsAt) &&
		w.endsAt.Equal(w.of.endsAt) &&
		slices.Equal(w.entrances, w.of.entrances)
}
