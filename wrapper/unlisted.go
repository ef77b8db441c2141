package seam

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
)

// Call sends a request that has no method here, such as one that Seam has added
// since: in is sent as JSON with POST to path, and the whole answer, the object
// around the result, is read into out (nothing if that is nil). A path that the
// document does not list counts as a [gen.Write], which is never repeated in
// doubt.
func (c *Client) Call(ctx context.Context, path string, in, out any, opts ...gen.CallOption) error {
	if c == nil || c.caller == nil {
		return errors.New("seam: this Client is not made by NewClient")
	}
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
		return &ParamsError{Operation: path, Problems: []Problem{{"path", `give one such as "/acs/users/get"`}}}
	}
	op := gen.LookupOperation(path)
	if op == nil {
		op = &gen.Operation{Path: path}
	}
	return c.caller.Call(ctx, op, in, out, append(slices.Clip(opts), ofAnyType())...)
}

// ofAnyType lets encoding/json read what package decode does not: no answer that this module knows
// has such types, so only this links it.
func ofAnyType() gen.CallOption {
	return callOption(func(s *callSettings) error {
		s.call.Fallback = json.Unmarshal
		return nil
	})
}
