package normalize

// use notes that an entry of a reviewed list applies to the document. Nothing but
// a test looks at these notes: it finds the entries that no place needs any more.
func (d *document) use(entry string) {
	if d.used == nil {
		d.used = map[string]bool{}
	}
	d.used[entry] = true
}
