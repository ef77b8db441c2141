package contract

import "encoding/json"

// addedKey is a member that the document does not have.
const addedKey = "added_tomorrow"

// withAdded returns the first sample with an unknown member in every object, as a newer Seam may
// send it. The client must decode it as if that member were absent.
func withAdded(samples []sample) sample {
	return sample{about: samples[0].about + ", and members that are not known", value: extended(samples[0].value), proven: true}
}

func extended(value any) any {
	switch value := value.(type) {
	case map[string]any:
		out := map[string]any{addedKey: "news"}
		for key, member := range value {
			out[key] = extended(member)
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = extended(item)
		}
		return out
	default:
		return value
	}
}

// keeper is a type that keeps what it has no field for.
type keeper interface {
	Unknown() map[string]json.RawMessage
}

// kept checks that documented members have a field and that the unknown member is kept.
func (c *comparison) kept(place string, v any, in map[string]any) {
	k, keeps := v.(keeper)
	if !keeps {
		return
	}
	unknown := k.Unknown()
	_, added := in[addedKey]
	if _, kept := unknown[addedKey]; added != kept {
		c.errorf(place, "keeps %s of what was added", short(unknown))
	}
	delete(unknown, addedKey)
	if len(unknown) > 0 {
		c.errorf(place, "%s was not understood", short(unknown))
	}
}
