package drift

// Kind is what can happen to a part of a document.
type Kind string

// The kinds of changes. Those of fields, values and limits are told apart by
// the way they travel: what is sent and what is answered differ in harm.
const (
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
	DocsChanged       Kind = "docs-changed"
)

// row is the verdict on a kind, and how a sentence about it is made:
// "request field" "added to".
type row struct {
	kind       Kind
	noun, verb string
	wire       Wire
	source     Source
	why        string
}

// verdicts is the one place that says how much harm a kind of change does. Two
// rules stand above it, in [judge]: a field whose Go type changes breaks whoever
// generates again, and a null does no harm where Go has a nil for it.
var verdicts = []row{
	{OperationAdded, "operation", "added", Ignores, Additive,
		"nobody calls it yet; there is a new method"},
	{OperationRemoved, "operation", "removed", Fails, Breaks,
		"a deployed program gets 404; the method is gone"},
	{OperationWithdrawn, "operation", "withdrawn (now undocumented)", Ignores, Breaks,
		"Seam serves it still; the method is gone, and only Client.Call reaches it"},
	{OperationDeprecated, "operation", "deprecated", Ignores, Docs,
		"it works still; the method says Deprecated"},
	{OperationUndeprecated, "operation", "not deprecated any more", Ignores, Docs,
		"the method loses its note"},
	{OperationRenamed, "operation", "has another method name", Ignores, Breaks,
		"the path is what is sent; the Go name moves"},
	{EffectRaised, "operation", "changes more when repeated", Misreads, Behaviour,
		"a deployed program repeats what it should not; a new one asks instead"},
	{EffectLowered, "operation", "changes less when repeated", Ignores, Behaviour,
		"a deployed program is more careful than it need be; a new one repeats"},
	{ActionChanged, "operation", "begins another kind of action", Ignores, Behaviour,
		"the attempt says itself what it is; Operation.Action differs"},
	{PaginationGained, "operation", "has pages now", Misreads, Breaks,
		"a deployed program takes the first page for all; List becomes an iterator"},
	{PaginationLost, "operation", "has no pages any more", Ignores, Breaks,
		"an answer without pagination is the last page; List becomes a slice, ListPage goes"},
	{ResultAdded, "operation", "has a result now", Ignores, Breaks,
		"a deployed program asks for none; the method returns one more value"},
	{ResultExtended, "operation", "has a further result", Ignores, Breaks,
		"the known result is where it was; the method returns a struct of several"},
	{ResultReduced, "operation", "has fewer results", Misreads, Breaks,
		"the missing one is nil in the struct of several; the struct is gone"},
	{ResultChanged, "operation", "has another result", Fails, Breaks,
		"the result is looked up under its key and as a list or an object: MissingResultError"},
	{ResultRemoved, "operation", "has no result any more", Fails, Breaks,
		"a deployed program gets MissingResultError; the method returns an error alone"},
	{RequestBodyAdded, "operation", "takes a request now", Ignores, Breaks,
		"required fields are judged one by one; the method has one more argument"},
	{RequestBodyRemoved, "operation", "takes no request any more", Misreads, Breaks,
		"what a deployed program asks for has no effect; the method has one argument less"},

	{RequestFieldAdded, "optional request field", "added to", Ignores, Additive,
		"leaving it out is what deployed programs do"},
	{RequestFieldAddedRequired, "required request field", "added to", Fails, Behaviour,
		"deployed programs leave it out; new ones compile and send its zero value"},
	{RequestFieldRemoved, "request field", "removed from", Misreads, Breaks,
		"what a deployed program asks for has no effect, or is refused; the field is gone"},
	{RequestFieldWithdrawn, "request field", "withdrawn (now undocumented) from", Ignores, Breaks,
		"Seam takes it still; the field is gone"},
	{RequestFieldRequired, "request field", "newly required in", Fails, Behaviour,
		"programs that leave it out are refused"},
	{RequestFieldRelaxed, "request field", "optional now in", Ignores, Additive,
		"sending it goes on working"},
	{RequestFieldNullable, "request field", "may be null in", Ignores, Additive,
		"deployed programs send none"},
	{RequestFieldNotNullable, "request field", "may not be null any more in", Fails, Behaviour,
		"a null is refused"},
	{RequestTypeChanged, "request field", "of another type in", Fails, Breaks,
		"what deployed programs send is refused"},
	{RequestTypeWidened, "request field", "of a wider type in", Ignores, Breaks,
		"what deployed programs send is of that type too; the Go type differs"},
	{RequestTimeGained, "request field", "has to be a time now in", Fails, Breaks,
		"a string that is no time is refused"},
	{RequestTimeLost, "request field", "may be any string in", Ignores, Breaks,
		"a time goes on being taken; the Go type differs"},
	{RequestLimitTightened, "request field", "limited more in", Fails, Behaviour,
		"values outside the limit are refused; no Go type shows it"},
	{RequestLimitLoosened, "request field", "limited less in", Ignores, Docs,
		"all that was sent goes on being taken"},
	{RequestEnumGained, "request field", "limited to listed values in", Fails, Breaks,
		"other values are refused; the string becomes a type of its own"},
	{RequestEnumLost, "request field", "not limited to listed values any more in", Ignores, Breaks,
		"the listed values are strings; the type and its constants are gone"},
	{RequestValueAdded, "request value", "added to", Ignores, Additive,
		"nobody sends it yet; there is a new constant"},
	{RequestValueRemoved, "request value", "removed from", Fails, Breaks,
		"deployed programs that send it are refused; the constant is gone"},
	{RequestVariantAdded, "request variant", "added to", Ignores, Additive,
		"nobody sends it yet; there is a new type"},
	{RequestVariantRemoved, "request variant", "removed from", Fails, Breaks,
		"deployed programs that send it are refused; the type is gone"},

	{ResponseFieldAdded, "response field", "added to", Ignores, Additive,
		"decoding skips fields it does not know"},
	{ResponseFieldRemoved, "response field", "removed from", Misreads, Breaks,
		"a deployed program reads the zero value; the field is gone"},
	{ResponseFieldWithdrawn, "response field", "withdrawn (now undocumented) from", Ignores, Breaks,
		"Seam answers it still; the field is gone"},
	{ResponseFieldOptional, "response field", "not always there any more in", Ignores, Docs,
		"what an answer requires moves to and fro without the wire: no Go type relies on it"},
	{ResponseFieldRequired, "response field", "always there now in", Ignores, Docs,
		"what an answer requires moves to and fro without the wire: no Go type relies on it"},
	{ResponseFieldNullable, "response field", "may be null in", Misreads, Docs,
		"a plain Go value is empty then, as if Seam had said so"},
	{ResponseFieldNotNullable, "response field", "not null any more in", Ignores, Docs,
		"a deployed program looks for a nil that does not come"},
	{ResponseTypeChanged, "response field", "of another type in", Misreads, Breaks,
		"a value that does not fit is left out and reported as malformed, the rest is read"},
	{ResponseTypeNarrowed, "response field", "of a narrower type in", Ignores, Breaks,
		"the type of a deployed program holds what comes; the Go type differs"},
	{ResponseTimeGained, "response field", "a time now in", Ignores, Breaks,
		"a time is a string to those who read one; the Go type differs"},
	{ResponseTimeLost, "response field", "any string now in", Misreads, Breaks,
		"what is no time is left out and reported as malformed"},
	{ResponseLimitChanged, "response field", "limited differently in", Ignores, Docs,
		"nothing checks an answer against limits"},
	{ResponseEnumGained, "response field", "has listed values in", Ignores, Breaks,
		"they are strings all the same; the string becomes a type of its own"},
	{ResponseEnumLost, "response field", "may be any string in", Ignores, Breaks,
		"enums are open; the type and its constants are gone"},
	{ResponseValueAdded, "response value", "added to", Ignores, Additive,
		"enums are open: the value arrives as it came"},
	{ResponseValueRemoved, "response value", "removed from", Ignores, Breaks,
		"it does not come any more; the constant is gone"},
	{ResponseVariantAdded, "response variant", "added to", Ignores, Additive,
		"a deployed program gets it as Unknown, with its JSON"},
	{ResponseVariantRemoved, "response variant", "removed from", Ignores, Breaks,
		"it does not come any more; the type is gone"},

	{UnionGained, "type", "a union now", Ignores, Breaks,
		"the fields that its variants share are read as before; the others move"},
	{UnionLost, "type", "a union no more", Misreads, Breaks,
		"what tells the variants apart may be gone, and all are Unknown then"},
	{TypeRenamed, "type", "renamed", Ignores, Breaks,
		"no name of a type travels; the Go type has another one"},
	{FieldDeprecated, "field", "deprecated in", Ignores, Docs,
		"it works still; the field says Deprecated"},
	{FieldUndeprecated, "field", "not deprecated any more in", Ignores, Docs,
		"the field loses its note"},
	{DocsChanged, "", "docs of", Ignores, Docs,
		"words alone"},
}

var rows = func() map[Kind]*row {
	byKind := map[Kind]*row{}
	for i := range verdicts {
		byKind[verdicts[i].kind] = &verdicts[i]
	}
	return byKind
}()

// judge returns the verdicts on a change of a field. goFrom and goTo are its Go
// types; both are empty where no field changed.
func judge(kind Kind, goFrom, goTo string) (Wire, Source) {
	r := rows[kind]
	wire, source := r.wire, r.source
	if goFrom != goTo {
		source = Breaks
	}
	if kind == ResponseFieldNullable && canBeNil(goFrom) {
		wire = Ignores
	}
	return wire, source
}
