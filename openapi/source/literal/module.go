package literal

// module reads everything: the statements around the object, and the object.
func (r *reader) module() error {
	if _, err := r.space(); err != nil {
		return err
	}
	switch word := r.word(); word {
	case "export":
		return r.exported()
	case "const", "let", "var":
		return r.declared()
	default:
		return r.fail("%q stands where \"export default\" or \"const\" should", word)
	}
}

// exported reads the rest of "export default {…}".
func (r *reader) exported() error {
	if err := r.keyword("default"); err != nil {
		return err
	}
	if err := r.object(); err != nil {
		return err
	}
	return r.end()
}

// declared reads the rest of "const name = {…}; export default name".
func (r *reader) declared() error {
	if _, err := r.space(); err != nil {
		return err
	}
	name := r.word()
	if name == "" {
		return r.unexpected("a name")
	}
	if err := r.punctuation("="); err != nil {
		return err
	}
	if err := r.object(); err != nil {
		return err
	}
	if err := r.endOfStatement(); err != nil {
		return err
	}
	for _, want := range []string{"export", "default", name} {
		if err := r.keyword(want); err != nil {
			return err
		}
	}
	return r.end()
}

// object reads the value that is exported, which has to be an object.
func (r *reader) object() error {
	if _, err := r.space(); err != nil {
		return err
	}
	if r.peek() != '{' {
		return r.unexpected("an object literal")
	}
	return r.value()
}

func (r *reader) keyword(want string) error {
	if _, err := r.space(); err != nil {
		return err
	}
	start := r.at
	if got := r.word(); got != want {
		r.at = start
		return r.unexpected("\"" + want + "\"")
	}
	return nil
}

func (r *reader) punctuation(want string) error {
	if _, err := r.space(); err != nil {
		return err
	}
	if !r.take(want) {
		return r.unexpected("\"" + want + "\"")
	}
	return nil
}

// endOfStatement wants a semicolon, or the line break that does in its place.
func (r *reader) endOfStatement() error {
	newline, err := r.space()
	if err != nil {
		return err
	}
	if !r.take(";") && !newline {
		return r.unexpected("\";\"")
	}
	return nil
}

// end wants nothing but a semicolon and comments after the export.
func (r *reader) end() error {
	if _, err := r.space(); err != nil {
		return err
	}
	r.take(";")
	if _, err := r.space(); err != nil {
		return err
	}
	if r.at < len(r.in) {
		return r.unexpected("the end of the module")
	}
	return nil
}
