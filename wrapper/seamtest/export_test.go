package seamtest

// Played tells whether an operation has state behind it.
func Played(path string) bool {
	_, played := routes[path]
	return played
}
