package drift

import (
	"maps"
	"slices"
)

// operations compares the operations by path.
func (c *comparison) operations() {
	for _, path := range c.old.paths() {
		switch to := c.new.operations[path]; {
		case to != nil:
			c.operation(c.old.operations[path], to)
		case c.new.withheld(path):
			c.addOperation(OperationWithdrawn, path, "", Old)
		default:
			c.addOperation(OperationRemoved, path, "", Old)
		}
	}
	for _, path := range c.new.paths() {
		if c.old.operations[path] != nil {
			continue
		}
		detail := ""
		if c.old.withheld(path) {
			detail = "was undocumented"
		}
		c.addOperation(OperationAdded, path, detail, New)
	}
}

func (c *comparison) addOperation(kind Kind, path, detail string, in Document) {
	c.add(Change{
		Kind: kind, In: path, Detail: detail, Document: in,
		Pointer: pointer("paths", path, "post"), Operations: []string{path},
	})
}

// operation compares an operation that both documents have.
func (c *comparison) operation(a, b *operation) {
	changed := func(kind Kind, detail string) { c.addOperation(kind, a.path, detail, New) }
	if a.service != b.service || a.method != b.method {
		changed(OperationRenamed, became(a.service+"."+a.method, b.service+"."+b.method))
	}
	if a.effect != b.effect {
		changed(effectKind(a.effect, b.effect), became(a.effect, b.effect))
	}
	if a.action != b.action {
		changed(ActionChanged, became(a.action, b.action))
	}
	switch {
	case a.deprecated == "" && b.deprecated != "":
		changed(OperationDeprecated, b.deprecated)
	case a.deprecated != "" && b.deprecated == "":
		changed(OperationUndeprecated, "")
	}
	if a.description != b.description {
		changed(DocsChanged, "")
	}
	c.security(a.path)
	c.request(a, b)
	c.result(a, b)
}

// effectOrder lists the effects by the care that a client has to take.
var effectOrder = []string{"read", "idempotent", "write"}

func effectKind(from, to string) Kind {
	if slices.Index(effectOrder, to) > slices.Index(effectOrder, from) {
		return EffectRaised
	}
	return EffectLowered
}

func (c *comparison) request(a, b *operation) {
	switch {
	case a.request == "" && b.request == "":
	case a.request == "":
		c.addOperation(RequestBodyAdded, a.path, "", New)
		c.newRequest(b)
	case b.request == "":
		c.addOperation(RequestBodyRemoved, a.path, "", Old)
	case a.request != b.request:
		c.renamed(a.request, b.request)
	}
}

// newRequest judges the fields of a request that the old document does not have.
func (c *comparison) newRequest(b *operation) {
	p := pair{c: c, to: b.request, new: c.new.component(b.request), way: inRequest, ops: []string{b.path}}
	for _, field := range slices.Sorted(maps.Keys(p.new.Properties)) {
		p.fieldAdded(field)
	}
}

// result compares the results that two versions of an operation return.
func (c *comparison) result(a, b *operation) {
	detail := became(a.resultText(), b.resultText())
	changed := func(kind Kind) { c.addOperation(kind, a.path, detail, New) }
	switch {
	case a.returns == "none" && b.returns == "none":
	case a.returns == "none":
		changed(ResultAdded)
	case b.returns == "none":
		changed(ResultRemoved)
	case a.returns == "several" && b.returns == "several":
		if a.result != b.result {
			c.renamed(a.result, b.result)
		}
	case b.returns == "several" && c.new.component(b.result).Properties[a.key] != nil:
		changed(ResultExtended)
	case a.returns == "several" && c.old.component(a.result).Properties[b.key] != nil:
		changed(ResultReduced)
	case a.key != b.key, a.isList() != b.isList():
		changed(ResultChanged)
	default:
		c.sameResult(a, b)
	}
}

// sameResult compares two versions of an operation that return their result under
// the same key and in the same form.
func (c *comparison) sameResult(a, b *operation) {
	from, to := c.old.contract.Access.ResponseKeys[a.path], c.new.contract.Access.ResponseKeys[b.path]
	if from != "" && to != "" && from != to {
		c.addOperation(ResponseKeyChanged, a.path, became(from, to), New)
	}
	switch {
	case b.returns == "paged" && a.returns != "paged":
		c.addOperation(PaginationGained, a.path, "", New)
	case a.returns == "paged" && b.returns != "paged":
		c.addOperation(PaginationLost, a.path, "", New)
	}
	if a.result != b.result {
		c.renamed(a.result, b.result)
	}
}

func (o *operation) isList() bool { return o.returns == "paged" || o.returns == "list" }

// resultText names the result of an operation for the detail of a change.
func (o *operation) resultText() string {
	switch o.returns {
	case "none":
		return "nothing"
	case "list", "paged":
		return o.key + "[]"
	case "several":
		return o.result
	}
	return o.key
}

func became(from, to string) string {
	if from == "" {
		from = "none"
	}
	if to == "" {
		to = "none"
	}
	return from + " → " + to
}
