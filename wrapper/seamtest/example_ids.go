package seamtest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
)

// exampleID makes up the ID of an object that an example shows. Its second half follows from the
// first, so that the server knows its own without keeping them.
func (s *Server) exampleID(kind string) string {
	kind = cmp.Or(kindOf(kind+"_id"), kind)
	b := s.draw("example " + kind)
	setVersion(&b)
	copy(b[8:16], s.seal(kind, b[:8]))
	return formatUUID(b)
}

// seal returns the second half of the ID of an example.
func (s *Server) seal(kind string, half []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "seamtest %q example %s %x", s.seed, kind, half))
	setVersion(&sum)
	return sum[8:16]
}

func (s *Server) isExampleID(kind, id string) bool {
	b, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	return err == nil && len(b) == 16 && bytes.Equal(b[8:], s.seal(kind, b[:8]))
}

// held looks for an object by the name of its kind.
var held = map[string]func(*Server, string) bool{
	"access_grant":  func(s *Server, id string) bool { _, ok := s.grants.get(id); return ok },
	"access_method": func(s *Server, id string) bool { _, ok := s.methods.get(id); return ok },
	"acs_entrance":  func(s *Server, id string) bool { _, ok := s.entrances.get(id); return ok },
	"acs_system":    func(s *Server, id string) bool { _, ok := s.systems.get(id); return ok },
	"device":        func(s *Server, id string) bool { _, ok := s.devices.get(id); return ok },
	"space":         func(s *Server, id string) bool { _, ok := s.spaces.get(id); return ok },
	"user_identity": func(s *Server, id string) bool { _, ok := s.identities.get(id); return ok },

	// Only examples show these.
	"noise_threshold":          nil,
	"thermostat_daily_program": nil,
	"thermostat_schedule":      nil,
}

// kindOf returns the kind of object that a field names, "" if the server has no such objects.
func kindOf(field string) string {
	kind, isID := strings.CutSuffix(field, "_id")
	switch _, known := held[kind]; {
	case !isID:
		return ""
	case known:
		return kind
	case strings.HasSuffix(kind, "day_program"): // monday_program_id and so on
		return "thermostat_daily_program"
	default:
		return ""
	}
}

// stranger returns the first field of a call that names an object which this server neither has nor
// showed in an example, and the kind of that object.
func (s *Server) stranger(c *call) (field, kind string) {
	for _, field := range slices.Sorted(maps.Keys(c.fields)) {
		kind, id := kindOf(field), c.uuid(field)
		if kind == "" || id == "" || s.isExampleID(kind, id) {
			continue
		}
		if has := held[kind]; has == nil || !has(s, id) {
			return field, kind
		}
	}
	return "", ""
}

// isFilter reports whether a field only chooses among the objects of a list.
func (c *call) isFilter(field string) bool {
	op := gen.LookupOperation(c.op.Path)
	return op != nil && (op.Kind == gen.List || op.Kind == gen.Paged) && !c.op.Requires(field)
}
