package normalize

import "testing"

const (
	unionSchemas = `"event": {"description": "Represents an event.", "oneOf": [
		{"type": "object", "description": "A lock was locked.", "required": ["event_id", "event_type"], "properties": {
			"event_type": {"type": "string", "enum": ["lock.locked"]}, "event_id": {"type": "string"},
			"method": {"type": "string", "enum": ["keycode"]}, "door": {"type": "string"}}},
		{"type": "object", "description": "A lock was unlocked.", "required": ["event_id", "event_type"], "properties": {
			"event_type": {"type": "string", "enum": ["lock.unlocked"]}, "event_id": {"type": "string"},
			"method": {"type": "string", "enum": ["manual"]}, "door": {"type": "number"}}}]}`
	unionPaths = `"/events/get": {"post": {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema":
		{"type": "object", "properties": {"event": {"$ref": "#/components/schemas/event"}}}}}}}}}`
)

func TestBuildUnions(t *testing.T) {
	t.Parallel()
	id := `"event_id": {"type": "string"}`
	methods := `"method": ` + enum("keycode", "manual")
	variant := func(text, union, fields string, required ...string) string {
		return `{"description": "` + text + `", "x-seam-variant": "` + union + `", ` + object(fields, required...)[1:]
	}
	attempt := func(status, action, more string) string {
		return object(`"action_type": `+enum(action)+`, "status": `+enum(status)+`, "action_attempt_id": {"type": "string"}`+more,
			"action_type", "status", "action_attempt_id")
	}
	statuses := `"status": ` + enum("pending", "success")
	attemptBase := func(values, refs, mapping string) string {
		return `"action_attempt": {"description": "Represents an attempt.", "x-seam-union": true, "type": "object",
			"required": ["action_attempt_id", "action_type", "status"],
			"properties": {"action_attempt_id": {"type": "string"}, ` + statuses + `, "action_type": ` + ref("action_type") + `},
			"oneOf": [` + refs + `], "discriminator": {"propertyName": "action_type", "mapping": {` + mapping + `}}},
			"action_type": {"type": "string", "description": "tells which kind of action attempt it is.",
			"enum": [` + values + `], "x-enum-descriptions": {}}`
	}
	attemptVariant := func(more string) string {
		return `{"x-seam-variant": "action_attempt", ` + object(`"action_type": `+ref("action_type")+`, `+statuses+`,
			"action_attempt_id": {"type": "string"}`+more, "action_type", "status", "action_attempt_id")[1:]
	}
	attempts := func(variants string) string {
		return `"action_attempt": {"description": "Represents an attempt.", "oneOf": [` + variants + `]}`
	}
	credential := `"acs_credential": ` + object(`"code": {"type": "string"}, "name": {"type": "string"}`)

	runTests(t, []passTest{
		{
			name:    "a variant each, common fields in front, shared fields alike, others not in front",
			schemas: unionSchemas,
			wantSchemas: `"event": {"description": "Represents an event.", "x-seam-union": true, "type": "object",
					"required": ["event_id", "event_type"],
					"properties": {` + id + `, ` + methods + `, "event_type": ` + ref("event_type") + `},
					"oneOf": [` + ref("lock_locked_event") + `, ` + ref("lock_unlocked_event") + `],
					"discriminator": {"propertyName": "event_type", "mapping": {
						"lock.locked": "#/components/schemas/lock_locked_event", "lock.unlocked": "#/components/schemas/lock_unlocked_event"}}},
				"event_type": {"type": "string", "enum": ["lock.locked", "lock.unlocked"],
					"description": "tells which kind of event it is.",
					"x-enum-descriptions": {"lock.locked": "A lock was locked.", "lock.unlocked": "A lock was unlocked."}},
				"lock_locked_event": ` + variant("A lock was locked.", "event",
				id+`, `+methods+`, "door": {"type": "string"}, "event_type": `+ref("event_type"), "event_id", "event_type") + `,
				"lock_unlocked_event": ` + variant("A lock was unlocked.", "event",
				id+`, `+methods+`, "door": {"type": "number"}, "event_type": `+ref("event_type"), "event_id", "event_type"),
		},
		{
			name: "statuses of an action merged, its result its own",
			schemas: attempts(attempt("pending", "LOCK", "") + `, ` + attempt("success", "LOCK", `, "result": `+object(`"x": {"type": "string"}`)) +
				`, ` + attempt("pending", "OPEN", "") + `, ` + attempt("success", "OPEN", `, "result": `+object(`"x": {"type": "number"}`))),
			wantSchemas: attemptBase(`"LOCK", "OPEN"`, ref("lock_action_attempt")+`, `+ref("open_action_attempt"),
				`"LOCK": "#/components/schemas/lock_action_attempt", "OPEN": "#/components/schemas/open_action_attempt"`) + `,
				"lock_action_attempt": ` + attemptVariant(`, "result": `+object(`"x": {"type": "string"}`)) + `,
				"open_action_attempt": ` + attemptVariant(`, "result": `+object(`"x": {"type": "number"}`)),
		},
		{
			name: "a copy of a component",
			schemas: credential + `, ` + attempts(attempt("pending", "ENCODE_CREDENTIAL", "")+`, `+
				attempt("success", "ENCODE_CREDENTIAL", `, "result": `+object(`"code": {"type": "string"}`))),
			wantSchemas: credential + `, "action_attempt": {"description": "Represents an attempt.", "x-seam-union": true, "type": "object",
				"required": ["action_attempt_id", "action_type", "status"],
				"properties": {"action_attempt_id": {"type": "string"}, ` + statuses + `, "action_type": ` + ref("action_type") + `,
					"result": ` + ref("acs_credential") + `},
				"oneOf": [` + ref("encode_credential_action_attempt") + `], "discriminator": {"propertyName": "action_type",
					"mapping": {"ENCODE_CREDENTIAL": "#/components/schemas/encode_credential_action_attempt"}}},
				"action_type": {"type": "string", "description": "tells which kind of action attempt it is.",
					"enum": ["ENCODE_CREDENTIAL"], "x-enum-descriptions": {}},
				"encode_credential_action_attempt": ` + attemptVariant(`, "result": `+ref("acs_credential")),
		},
		{
			name: "a copy with a field too many",
			schemas: credential + `, ` + attempts(attempt("success", "ENCODE_CREDENTIAL",
				`, "result": `+object(`"code": {"type": "string"}, "extra": {"type": "string"}`))),
			wantErr: []string{"action_attempt.ENCODE_CREDENTIAL.result.extra", "acs_credential", "review copies"},
		},
		{
			name:    "the name of a variant is taken",
			schemas: unionSchemas + `, "lock_locked_event": ` + object(`"x": {"type": "string"}`),
			wantErr: []string{"event|lock.locked: its name lock_locked_event is that of a component"},
		},
		{
			name: "a shared field with two types",
			schemas: `"event": {"oneOf": [` + object(`"event_type": `+enum("a.b")+`, "x": `+object(`"y": {"type": "string"}`)) + `, ` +
				object(`"event_type": `+enum("a.c")+`, "x": `+object(`"y": {"type": "number"}`)) + `]}`,
			wantErr: []string{"event.x.y: cannot be both string and number"},
		},
		{
			name: "statuses with two types",
			schemas: attempts(attempt("pending", "LOCK", `, "n": {"type": "string"}`) + `, ` +
				attempt("success", "LOCK", `, "n": {"type": "number"}`)),
			wantErr: []string{"action_attempt.LOCK.n: cannot be both string and number"},
		},
		{
			name:    "an old document whose event has no variants",
			schemas: `"event": ` + object(`"event_type": {"type": "string"}`),
		},
		{
			name:    "a variant that does not say which it is",
			schemas: `"event": {"oneOf": [` + object(`"event_type": `+enum("a.b")) + `, ` + object(`"event_type": {"type": "string"}`) + `]}`,
			wantErr: []string{"event: 1 of its variants have no event_type with values"},
		},
		{
			name:    "a variant without a name",
			schemas: `"event": {"oneOf": [` + object(`"event_type": `+enum("")) + `]}`,
			wantErr: []string{"event|: its name _event is that of a component, or none in Go"},
		},
		{
			name:    "other oneOfs",
			schemas: `"thing": {"oneOf": [` + object(`"event_type": `+enum("a.b")) + `]}`,
		},
	}, "unions")
}
