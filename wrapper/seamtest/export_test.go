package seamtest

// Played reports whether an operation has state behind it.
func Played(path string) bool { return Handlers(path) > 0 }

// Handlers returns how many areas have a handler for an operation.
func Handlers(path string) (n int) {
	for _, area := range NewServer().protocol.Areas {
		if area.Handler(path) != nil {
			n++
		}
	}
	return n
}
