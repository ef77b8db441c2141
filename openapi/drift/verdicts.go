package drift

// Kind names a kind of change.
type Kind string

// The kinds of changes. Fields, values and limits have one for requests and one for
// responses, because the same change does different harm in each.
const (
	ServerAdded           Kind = "server-added"
	ServerRemoved         Kind = "server-removed"
	SecuritySchemeAdded   Kind = "security-scheme-added"
	SecuritySchemeRemoved Kind = "security-scheme-removed"
	SecuritySchemeChanged Kind = "security-scheme-changed"
	SecurityAdded         Kind = "security-added"
	SecurityRemoved       Kind = "security-removed"

	OperationAdded        Kind = "operation-added"
	OperationRemoved      Kind = "operation-removed"
	OperationWithdrawn    Kind = "operation-withdrawn"
	OperationDeprecated   Kind = "operation-deprecated"
	OperationUndeprecated Kind = "operation-undeprecated"
	OperationRenamed      Kind = "operation-renamed"
	EffectRaised          Kind = "effect-raised"
	EffectLowered         Kind = "effect-lowered"
	ActionChanged         Kind = "action-changed"
	PaginationGained      Kind = "pagination-gained"
	PaginationLost        Kind = "pagination-lost"
	ResultAdded           Kind = "result-added"
	ResultExtended        Kind = "result-extended"
	ResultReduced         Kind = "result-reduced"
	ResultChanged         Kind = "result-changed"
	ResultRemoved         Kind = "result-removed"
	ResponseKeyChanged    Kind = "response-key-changed"
	RequestBodyAdded      Kind = "request-body-added"
	RequestBodyRemoved    Kind = "request-body-removed"

	RequestFieldAdded         Kind = "request-field-added"
	RequestFieldAddedRequired Kind = "request-field-added-required"
	RequestFieldRemoved       Kind = "request-field-removed"
	RequestFieldWithdrawn     Kind = "request-field-withdrawn"
	RequestFieldRequired      Kind = "request-field-newly-required"
	RequestFieldRelaxed       Kind = "request-field-relaxed"
	RequestFieldNullable      Kind = "request-field-nullable"
	RequestFieldNotNullable   Kind = "request-field-not-nullable"
	RequestTypeChanged        Kind = "request-type-changed"
	RequestTypeWidened        Kind = "request-type-widened"
	RequestTimeGained         Kind = "request-time-gained"
	RequestTimeLost           Kind = "request-time-lost"
	RequestLimitTightened     Kind = "request-limit-tightened"
	RequestLimitLoosened      Kind = "request-limit-loosened"
	RequestEmptyRefused       Kind = "request-empty-refused"
	RequestItemNullable       Kind = "request-item-nullable"
	RequestItemNotNullable    Kind = "request-item-not-nullable"
	RequestEnumGained         Kind = "request-enum-gained"
	RequestEnumLost           Kind = "request-enum-lost"
	RequestValueAdded         Kind = "request-value-added"
	RequestValueRemoved       Kind = "request-value-removed"
	RequestVariantAdded       Kind = "request-variant-added"
	RequestVariantRemoved     Kind = "request-variant-removed"

	ResponseFieldAdded       Kind = "response-field-added"
	ResponseFieldRemoved     Kind = "response-field-removed"
	ResponseFieldWithdrawn   Kind = "response-field-withdrawn"
	ResponseFieldOptional    Kind = "response-field-optional"
	ResponseFieldRequired    Kind = "response-field-required"
	ResponseFieldNullable    Kind = "response-field-nullable"
	ResponseFieldNotNullable Kind = "response-field-not-nullable"
	ResponseTypeChanged      Kind = "response-type-changed"
	ResponseTypeNarrowed     Kind = "response-type-narrowed"
	ResponseTimeGained       Kind = "response-time-gained"
	ResponseTimeLost         Kind = "response-time-lost"
	ResponseLimitChanged     Kind = "response-limit-changed"
	ResponseItemNullable     Kind = "response-item-nullable"
	ResponseItemNotNullable  Kind = "response-item-not-nullable"
	ResponseEnumGained       Kind = "response-enum-gained"
	ResponseEnumLost         Kind = "response-enum-lost"
	ResponseValueAdded       Kind = "response-value-added"
	ResponseValueRemoved     Kind = "response-value-removed"
	ResponseVariantAdded     Kind = "response-variant-added"
	ResponseVariantRemoved   Kind = "response-variant-removed"

	UnionGained       Kind = "union-gained"
	UnionLost         Kind = "union-lost"
	TypeRenamed       Kind = "type-renamed"
	FieldDeprecated   Kind = "field-deprecated"
	FieldUndeprecated Kind = "field-undeprecated"
	FieldConflict     Kind = "field-conflict-changed"
	DocsChanged       Kind = "docs-changed"
)

// Verdict is the judgement on a kind of change, with the words for a sentence about
// it: "request field" "added to".
type Verdict struct {
	Kind       Kind
	Noun, Verb string
	Wire       Wire
	Source     Source
	Why        string
}

// Verdicts holds the judgement on every kind. The function judge makes the exceptions.
var Verdicts = []Verdict{
	{ServerAdded, "server", "added to", Ignores, Additive,
		"deployed programs keep the URL that they have"},
	{ServerRemoved, "server", "removed from", Fails, Behaviour,
		"deployed programs may call a URL that no longer responds: check the default of package seam"},
	{SecuritySchemeAdded, "security scheme", "added to", Ignores, Additive,
		"the schemes of deployed programs still work"},
	{SecuritySchemeRemoved, "security scheme", "removed from", Ignores, Behaviour,
		"Seam's documents have renamed schemes without a change of the wire: check that package seam can authenticate"},
	{SecuritySchemeChanged, "security scheme", "defined differently in", Fails, Behaviour,
		"deployed programs may authenticate in a way that Seam no longer accepts"},
	{SecurityAdded, "operation", "accepts more security schemes", Ignores, Additive,
		"the schemes of deployed programs still work"},
	{SecurityRemoved, "operation", "accepts fewer security schemes", Fails, Behaviour,
		"a program that uses the missing scheme is rejected"},

	{OperationAdded, "operation", "added", Ignores, Additive,
		"no deployed program calls it; there is a new method"},
	{OperationRemoved, "operation", "removed", Fails, Breaks,
		"deployed programs get 404; the method is gone"},
	{OperationWithdrawn, "operation", "withdrawn (now undocumented)", Ignores, Breaks,
		"Seam still serves it; the method is gone, and only Client.Call reaches it"},
	{OperationDeprecated, "operation", "deprecated", Ignores, Docs,
		"it still works; the method says Deprecated"},
	{OperationUndeprecated, "operation", "no longer deprecated", Ignores, Docs,
		"the method loses its note"},
	{OperationRenamed, "operation", "has another method name", Ignores, Breaks,
		"requests use the path, which stays; the Go name moves"},
	{EffectRaised, "operation", "changes more when repeated", Misreads, Behaviour,
		"deployed programs repeat a call that is unsafe to repeat; new ones report it instead"},
	{EffectLowered, "operation", "changes less when repeated", Ignores, Behaviour,
		"deployed programs are more careful than necessary; new ones repeat the call"},
	{ActionChanged, "operation", "starts another kind of action", Ignores, Behaviour,
		"the attempt carries its own type; Operation.Action differs"},
	{PaginationGained, "operation", "has pages now", Misreads, Breaks,
		"deployed programs take the first page for the whole list; List becomes an iterator"},
	{PaginationLost, "operation", "no longer has pages", Ignores, Breaks,
		"a response without pagination is the last page; List returns a slice, ListPage is gone"},
	{ResultAdded, "operation", "has a result now", Ignores, Breaks,
		"deployed programs read no result; the method returns one more value"},
	{ResultExtended, "operation", "has a further result", Ignores, Breaks,
		"the known result stays in place; the method returns a struct with all results"},
	{ResultReduced, "operation", "has fewer results", Misreads, Breaks,
		"the missing one is nil in the struct; the struct is gone"},
	{ResultChanged, "operation", "has another result", Fails, Breaks,
		"deployed programs look under the old key or for the old form: MissingResultError"},
	{ResultRemoved, "operation", "no longer has a result", Fails, Breaks,
		"deployed programs get MissingResultError; the method only returns an error"},
	{ResponseKeyChanged, "operation", "names another response key", Ignores, Behaviour,
		"this client reads the result where the schema has it; see whether the two agree"},
	{RequestBodyAdded, "operation", "takes a request now", Ignores, Breaks,
		"its required fields are judged one by one; the method has one more argument"},
	{RequestBodyRemoved, "operation", "no longer takes a request", Misreads, Breaks,
		"the fields that deployed programs send have no effect; the method has one argument less"},

	{RequestFieldAdded, "optional request field", "added to", Ignores, Additive,
		"deployed programs leave it out"},
	{RequestFieldAddedRequired, "required request field", "added to", Fails, Behaviour,
		"deployed programs leave it out; new ones compile and send its zero value"},
	{RequestFieldRemoved, "request field", "removed from", Misreads, Breaks,
		"deployed programs send it without effect, or are rejected; the field is gone"},
	{RequestFieldWithdrawn, "request field", "withdrawn (now undocumented) from", Ignores, Breaks,
		"Seam still accepts it; the field is gone"},
	{RequestFieldRequired, "request field", "newly required in", Fails, Behaviour,
		"programs that leave it out are rejected"},
	{RequestFieldRelaxed, "request field", "optional now in", Ignores, Additive,
		"programs that send it still work"},
	{RequestFieldNullable, "request field", "may be null in", Ignores, Additive,
		"deployed programs send no null"},
	{RequestFieldNotNullable, "request field", "may no longer be null in", Fails, Behaviour,
		"a null is rejected"},
	{RequestTypeChanged, "request field", "of another type in", Fails, Breaks,
		"the values that deployed programs send are rejected"},
	{RequestTypeWidened, "request field", "of a wider type in", Ignores, Breaks,
		"the wider type includes the values of deployed programs; the Go type differs"},
	{RequestTimeGained, "request field", "must be a time now in", Fails, Breaks,
		"other strings are rejected"},
	{RequestTimeLost, "request field", "may be any string in", Ignores, Breaks,
		"times are still accepted; the Go type differs"},
	{RequestLimitTightened, "request field", "limited more in", Fails, Behaviour,
		"values outside the limit are rejected; no Go type shows it"},
	{RequestLimitLoosened, "request field", "limited less in", Ignores, Docs,
		"the values of deployed programs are still accepted"},
	{RequestEmptyRefused, "request field", "must not be empty in", Ignores, Docs,
		"an empty key, name or search never identified anything: writing this rule down changes no working program"},
	{RequestItemNullable, "request field", "may contain null in", Ignores, Docs,
		"deployed programs send no null; no Go type shows it"},
	{RequestItemNotNullable, "request field", "may no longer contain null in", Fails, Behaviour,
		"a list or map with a null is rejected"},
	{RequestEnumGained, "request field", "limited to listed values in", Fails, Breaks,
		"other values are rejected; the string gets a type of its own"},
	{RequestEnumLost, "request field", "no longer limited to listed values in", Ignores, Breaks,
		"the listed values are still strings; the type and its constants are gone"},
	{RequestValueAdded, "request value", "added to", Ignores, Additive,
		"no deployed program sends it; there is a new constant"},
	{RequestValueRemoved, "request value", "removed from", Fails, Breaks,
		"deployed programs that send it are rejected; the constant is gone"},
	{RequestVariantAdded, "request variant", "added to", Ignores, Additive,
		"no deployed program sends it; there is a new type"},
	{RequestVariantRemoved, "request variant", "removed from", Fails, Breaks,
		"deployed programs that send it are rejected; the type is gone"},

	{ResponseFieldAdded, "response field", "added to", Ignores, Additive,
		"decoding skips unknown fields"},
	{ResponseFieldRemoved, "response field", "removed from", Misreads, Breaks,
		"deployed programs read the zero value; the field is gone"},
	{ResponseFieldWithdrawn, "response field", "withdrawn (now undocumented) from", Ignores, Breaks,
		"Seam still returns it; the field is gone"},
	{ResponseFieldOptional, "response field", "no longer always present in", Ignores, Docs,
		"Seam's documents often change this without a change of the response: no Go type relies on it"},
	{ResponseFieldRequired, "response field", "always present now in", Ignores, Docs,
		"Seam's documents often change this without a change of the response: no Go type relies on it"},
	{ResponseFieldNullable, "response field", "may be null in", Misreads, Docs,
		"a Go value that is no pointer becomes empty, as if Seam had returned an empty value"},
	{ResponseFieldNotNullable, "response field", "no longer null in", Ignores, Docs,
		"deployed programs check for a nil that does not occur"},
	{ResponseTypeChanged, "response field", "of another type in", Misreads, Breaks,
		"an unreadable value is left out and reported as malformed, the rest is read"},
	{ResponseTypeNarrowed, "response field", "of a narrower type in", Ignores, Breaks,
		"the type of deployed programs includes the new values; the Go type differs"},
	{ResponseTimeGained, "response field", "a time now in", Ignores, Breaks,
		"deployed programs read a time as a string; the Go type differs"},
	{ResponseTimeLost, "response field", "any string now in", Misreads, Breaks,
		"a string that is no time is left out and reported as malformed"},
	{ResponseLimitChanged, "response field", "limited differently in", Ignores, Docs,
		"no code checks a response against limits"},
	{ResponseItemNullable, "response field", "may contain null in", Ignores, Docs,
		"null items are left out of a list and reported"},
	{ResponseItemNotNullable, "response field", "no longer contains null in", Ignores, Docs,
		"deployed programs read the other items as before"},
	{ResponseEnumGained, "response field", "has listed values in", Ignores, Breaks,
		"deployed programs read them as strings; the string gets a type of its own"},
	{ResponseEnumLost, "response field", "may be any string in", Ignores, Breaks,
		"enums are open; the type and its constants are gone"},
	{ResponseValueAdded, "response value", "added to", Ignores, Additive,
		"enums are open: programs get the value as it is"},
	{ResponseValueRemoved, "response value", "removed from", Ignores, Breaks,
		"it no longer occurs; the constant is gone"},
	{ResponseVariantAdded, "response variant", "added to", Ignores, Additive,
		"deployed programs get it as Unknown, with its JSON"},
	{ResponseVariantRemoved, "response variant", "removed from", Ignores, Breaks,
		"it no longer occurs; the type is gone"},

	{UnionGained, "type", "a union now", Ignores, Breaks,
		"the fields that its variants share stay readable; the others move"},
	{UnionLost, "type", "no longer a union", Misreads, Breaks,
		"the discriminator may be gone, and then every variant is Unknown"},
	{TypeRenamed, "type", "renamed", Ignores, Breaks,
		"type names are not sent; the Go type has another one"},
	{FieldDeprecated, "field", "deprecated in", Ignores, Docs,
		"it still works; the field says Deprecated"},
	{FieldUndeprecated, "field", "no longer deprecated in", Ignores, Docs,
		"the field loses its note"},
	{FieldConflict, "field", "with other contradicting types in", Ignores, Behaviour,
		"the document gave it several types; openapi/normalize/exceptions.go decides which one it has in Go"},
	{DocsChanged, "", "docs of", Ignores, Docs,
		"descriptions only"},
}

var verdictOf = func() map[Kind]*Verdict {
	byKind := map[Kind]*Verdict{}
	for i := range Verdicts {
		byKind[Verdicts[i].Kind] = &Verdicts[i]
	}
	return byKind
}()

// Verdict returns the judgement on k.
func (k Kind) Verdict() *Verdict { return verdictOf[k] }

// judge returns the verdicts on a change of a field. goFrom and goTo are its Go
// types, both empty for any other change. Three rules come before the table: a field
// whose Go type changes breaks those who generate again, a null does no harm if the
// Go type has a nil for it, and one that no Go type can hold is never sent.
func judge(kind Kind, goFrom, goTo string) (Wire, Source) {
	v := kind.Verdict()
	switch {
	case goFrom != goTo && kind == ResponseFieldNullable && canBeNil(goFrom):
		return Ignores, Breaks
	case goFrom != goTo:
		return v.Wire, Breaks
	case kind == ResponseFieldNullable && canBeNil(goFrom):
		return Ignores, v.Source
	case kind == RequestItemNotNullable && !canBeNil(goFrom):
		return Ignores, Docs
	}
	return v.Wire, v.Source
}
