package drift

import "slices"

// operations compares the operations by path.
func (c *comparison) operations() {
	for _, path := range sortedKeys(c.old.operations) {
		op, still := c.new.operations[path]
		switch _, withheld := slices.BinarySearch(c.new.withheld, path); {
		case still:
			c.operation(c.old.operations[path], op)
		case withheld:
			c.onOperation(OperationWithdrawn, path, "", Old)
		default:
			c.onOperation(OperationRemoved, path, "", Old)
		}
	}
	for _, path := range sortedKeys(c.new.operations) {
		if c.old.operations[path] != nil {
			continue
		}
		detail := ""
		if _, withheld := slices.BinarySearch(c.old.withheld, path); withheld {
			detail = "was undocumented"
		}
		c.onOperation(OperationAdded, path, detail, New)
	}
}

func (c *comparison) onOperation(kind Kind, path, detail string, in Document) {
	c.on(Change{
		Kind: kind, In: path, Detail: detail, Document: in,
		Pointer: pointer("paths", path, "post"), Operations: []string{path},
	})
}

// operation compares an operation that both documents have.
func (c *comparison) operation(a, b *operation) {
	changed := func(kind Kind, detail string) { c.onOperation(kind, a.path, detail, New) }
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
	c.request(a, b)
	c.result(a, b)
}

// care orders the effects by how careful a client has to be.
var care = []string{"read", "idempotent", "write"}

func effectKind(from, to string) Kind {
	if slices.Index(care, to) > slices.Index(care, from) {
		return EffectRaised
	}
	return EffectLowered
}

func (c *comparison) request(a, b *operation) {
	switch {
	case a.request == "" && b.request == "":
	case a.request == "":
		c.onOperation(RequestBodyAdded, a.path, "", New)
		c.newRequest(b)
	case b.request == "":
		c.onOperation(RequestBodyRemoved, a.path, "", Old)
	case a.request != b.request:
		c.renamed(a.request, b.request)
	}
}

// newRequest judges the fields of a request where there was none.
func (c *comparison) newRequest(b *operation) {
	p := pair{c: c, to: b.request, new: c.new.component(b.request), way: sent, ops: []string{b.path}}
	for _, field := range sortedKeys(p.new.Properties) {
		p.fieldAdded(field)
	}
}

// result compares what two forms of an operation return.
func (c *comparison) result(a, b *operation) {
	detail := became(a.resultText(), b.resultText())
	changed := func(kind Kind) { c.onOperation(kind, a.path, detail, New) }
	pages := func(o *operation) bool { return o.returns == "paged" }
	lists := func(o *operation) bool { return o.returns == "paged" || o.returns == "list" }
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
	case a.key != b.key, lists(a) != lists(b):
		changed(ResultChanged)
	default:
		switch {
		case pages(b) && !pages(a):
			c.onOperation(PaginationGained, a.path, "", New)
		case pages(a) && !pages(b):
			c.onOperation(PaginationLost, a.path, "", New)
		}
		if a.result != b.result {
			c.renamed(a.result, b.result)
		}
	}
}

// resultText says what an operation returns.
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
