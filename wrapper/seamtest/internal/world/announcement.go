package world

// Announcement notifies subscribers that something happened. The zero value has no subscribers.
type Announcement[T any] struct{ subscribers []func(T) }

// Subscribe calls f with every announcement from now on, after those who subscribed earlier.
func (a *Announcement[T]) Subscribe(f func(T)) { a.subscribers = append(a.subscribers, f) }

// Announce calls all subscribers.
func (a *Announcement[T]) Announce(about T) {
	for _, f := range a.subscribers {
		f(about)
	}
}

// Signal is an [Announcement] without a value. The zero value has no subscribers.
type Signal struct{ subscribers []func() }

// Subscribe calls f with every announcement from now on, after those who subscribed earlier.
func (s *Signal) Subscribe(f func()) { s.subscribers = append(s.subscribers, f) }

// Announce calls all subscribers.
func (s *Signal) Announce() {
	for _, f := range s.subscribers {
		f()
	}
}
