package literal

// value reads one value and writes it.
func (r *reader) value() error {
	if _, err := r.space(); err != nil {
		return err
	}
	switch c := r.peek(); {
	case c == '{':
		return r.nested(r.members)
	case c == '[':
		return r.nested(r.elements)
	case c == '\'' || c == '"' || c == '`':
		text, err := r.text()
		if err != nil {
			return err
		}
		r.out = appendString(r.out, text)
		return nil
	case c == '-' || c == '+' || c == '.' || isDigit(c):
		return r.number()
	}
	start := r.at
	switch word := r.word(); word {
	case "true", "false", "null":
		r.out = append(r.out, word...)
		return nil
	case "":
		return r.unexpected("a value")
	default:
		r.at = start
		return r.fail("%q is code, not a value", shorten(word))
	}
}

// nested reads an object or an array one level further in.
func (r *reader) nested(read func() error) error {
	if r.depth == maxDepth {
		return r.fail("objects and arrays are nested more than %d levels deep", maxDepth)
	}
	r.depth++
	defer func() { r.depth-- }()
	r.at++
	return read()
}

// elements reads an array up to its closing bracket. A hole between two commas
// is refused: it is a slip, and JSON has nothing like it.
func (r *reader) elements() error {
	r.out = append(r.out, '[')
	for first := true; ; first = false {
		closed, err := r.closes(']')
		if err != nil {
			return err
		}
		if closed {
			r.out = append(r.out, ']')
			return nil
		}
		if !first {
			r.out = append(r.out, ',')
		}
		if err := r.value(); err != nil {
			return err
		}
		if err := r.separator(']'); err != nil {
			return err
		}
	}
}

// closes skips the bracket that ends an object or an array if it comes next.
func (r *reader) closes(bracket byte) (bool, error) {
	if _, err := r.space(); err != nil {
		return false, err
	}
	return r.take(string(bracket)), nil
}

// separator wants a comma after an element, unless the closing bracket follows.
func (r *reader) separator(bracket byte) error {
	if _, err := r.space(); err != nil {
		return err
	}
	if r.peek() == bracket || r.take(",") {
		return nil
	}
	return r.unexpected("\",\" or \"" + string(bracket) + "\"")
}

// shorten keeps an error readable whatever it quotes.
func shorten(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
