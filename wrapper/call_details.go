package seam

import (
	"context"
	"encoding/json"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// CallDetails describes a request, for a limiter or a transport that treats operations or resources
// differently: see [CallFromContext].
type CallDetails struct {
	// Operation is the path of the operation, such as "/access_codes/create".
	Operation string
	// Effect is the effect of the operation.
	Effect gen.Effect

	body []byte
}

// CallFromContext returns the details of the request that waits or is sent. A limiter passes the context that
// its Wait method is given, and a transport the context of the request: see [WithLimiter], [WithTransport] and
// [WithHTTPClient]. CallFromContext returns false for a context without a request to Seam, and for the
// requests of a client without any of these options.
//
// Seam limits some operations by device: a limiter finds it with details.ID("device_id"). Updating and
// deleting an access code take a DeviceID for which there is otherwise no need.
func CallFromContext(ctx context.Context) (details CallDetails, ok bool) {
	details, ok = ctx.Value(callDetailsKey{}).(CallDetails)
	return details, ok
}

// ID returns the ID in a field of the request, by its JSON name, such as "device_id"; "" if the request
// does not have it. Only top-level fields that hold text are found.
func (d CallDetails) ID(field string) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(d.body, &fields) != nil {
		return "" // Not an object, which has no fields.
	}
	var id string
	if json.Unmarshal(fields[field], &id) != nil {
		return ""
	}
	return id
}

// String names the operation. It leaves the request out, which may hold a PIN.
func (d CallDetails) String() string { return d.Effect.String() + " " + d.Operation }

// GoString is [CallDetails.String], for %#v.
func (d CallDetails) GoString() string { return d.String() }

type callDetailsKey struct{}

// withCallDetails adds the details of a call to the context of an attempt. Only the options that need it use
// it, so programs without them do not contain it.
func withCallDetails(ctx context.Context, c *rest.Call) context.Context {
	details := CallDetails{Operation: c.Path, Effect: publicEffect(c.Effect), body: c.Body()}
	return context.WithValue(ctx, callDetailsKey{}, details)
}

func publicEffect(effect rest.Effect) gen.Effect {
	switch effect {
	case rest.Read:
		return gen.Read
	case rest.Idempotent:
		return gen.Idempotent
	default:
		return gen.Write
	}
}
