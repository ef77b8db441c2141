package runtime

// redacted stands in for a secret where a value is printed.
const redacted = "[redacted]"

// hide replaces a secret in a copy of what is printed.
func hide[T any](field *T) {
	if text, ok := any(field).(*string); ok && *text != "" {
		*text = redacted
		return
	}
	var none T
	*field = none
}
