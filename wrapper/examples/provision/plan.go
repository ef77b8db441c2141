package provision

import "time"

// step is the next thing to do for a booking.
type step string

const (
	// nothing: the booking is as desired.
	nothing step = "nothing"
	// wait: a request may still be under way, so anything else could be done twice.
	wait step = "wait"
	// look: a creation has an unknown outcome, and can no longer be under way.
	look step = "look"
	// check: an event says that something may have been issued.
	check step = "check"

	create  step = "create"
	update  step = "update"
	remove  step = "delete" // to replace something, too: the next step is to create it
	refused step = "refused"
)

// state is a booking as it is stored.
type state struct {
	desired    Booking
	identityID string
	made       *Booking // nil if Seam has nothing
	seamID     string
	issued     bool
	sent       *request      // a request without a recorded outcome, or nil
	events     int           // how many have not been looked at
	due        time.Duration // until its next request may enter its lane; 0 if it may now
	problem    string
}

// request is a request that has been sent.
type request struct {
	Step    step
	Booking Booking
	at      int64         // when, by the clock of the database
	age     time.Duration // how long ago
}

// next returns the next step from the stored state to the desired one: the difference of the two. For
// wait it also returns for how long.
//
// lifetime is how long a request can be under way. Until then, a booking with a request that may have been
// processed is left alone: another creation might double it, and another update be overtaken.
func (s state) next(lifetime time.Duration) (step, time.Duration) {
	todo, later := s.nextRequest(lifetime)
	if later == 0 && s.due > 0 && todo.isRequest() {
		return wait, s.due
	}
	return todo, later
}

// isRequest reports whether a step sends a request that changes something, and that limits are for.
func (s step) isRequest() bool { return s == create || s == update || s == remove }

// nextRequest is next without regard to limits.
func (s state) nextRequest(lifetime time.Duration) (step, time.Duration) {
	if r := s.sent; r != nil {
		switch {
		case s.canRepeat():
			return create, 0
		case r.age < lifetime:
			return wait, lifetime - r.age
		case r.Step == create:
			return look, 0
		case r.Step == remove:
			return remove, 0
		default:
			// What Seam has now is not known, so an update is sent again, whatever was desired then.
			return s.difference(), 0
		}
	}
	switch {
	case s.problem != "":
		return refused, 0
	case s.made == nil && s.desired.Cancelled:
		return nothing, 0
	case s.made == nil:
		return create, 0
	case s.desired.Cancelled || !s.desired.sameAccess(*s.made) || !s.desired.sameTimes(*s.made):
		return s.difference(), 0
	case !s.issued && s.events > 0:
		return check, 0
	default:
		return nothing, 0
	}
}

// canRepeat reports whether the request without an outcome may be sent again at once. An access grant has
// a key: Seam accepts a second one with the same key as little as a second key.
func (s state) canRepeat() bool {
	d, sent := s.desired, s.sent
	return sent.Step == create && d.Method == Grant && !d.Cancelled &&
		d.sameAccess(sent.Booking) && d.sameTimes(sent.Booking)
}

// difference is how Seam gets from what was made to what is desired. Only times can be changed, and not the
// start of a credential.
func (s state) difference() step {
	movesStart := s.made.Method == Credential && !s.desired.StartsAt.Equal(s.made.StartsAt)
	if s.desired.Cancelled || !s.desired.sameAccess(*s.made) || movesStart {
		return remove
	}
	return update
}
