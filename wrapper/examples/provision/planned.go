package provision

import "context"

// Planned is what has to be done for a booking next.
type Planned struct {
	Booking Booking
	// Step is "create", "update", "delete", "look", "wait", "check", "refused" or "nothing". To replace
	// something takes two steps: it is deleted and then created.
	Step string
}

// Plan returns what would have to be done if these were booked now. It changes nothing.
func (s *Store) Plan(ctx context.Context, options Options, bookings ...Booking) ([]Planned, error) {
	plans := make([]Planned, len(bookings))
	err := s.db.inTx(ctx, func(tx Tx) error {
		for i, b := range bookings {
			if err := b.check(); err != nil {
				return err
			}
			b = b.rounded()
			stored, err := s.find(ctx, tx, b.Key)
			if err != nil {
				return err
			}
			if stored == nil {
				stored = &state{}
			}
			if b.Generation > stored.desired.Generation {
				stored.desired, stored.problem = b, ""
			}
			todo, _ := stored.next(options.withDefaults().lifetime())
			plans[i] = Planned{stored.desired, string(todo)}
		}
		return nil
	})
	return plans, err
}
