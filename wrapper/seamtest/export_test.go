package seamtest

// Played reports whether an operation has state behind it.
func Played(path string) bool {
	_, played := NewServer().protocol.Operations[path]
	return played
}
