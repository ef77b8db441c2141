package decode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/netip"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

type name string

// thing has a field of every kind that occurs in responses, and of some others.
type thing struct {
	Text          string             `json:"text"`
	Name          name               `json:"name"`
	TextPointer   *string            `json:"text_pointer"`
	NamePointer   *name              `json:"name_pointer"`
	Texts         []string           `json:"texts"`
	Names         []name             `json:"names"`
	Bool          bool               `json:"bool"`
	BoolPointer   *bool              `json:"bool_pointer"`
	Float         float64            `json:"float"`
	FloatPointer  *float64           `json:"float_pointer"`
	Float32       float32            `json:"float_32"`
	Int           int                `json:"int"`
	IntPointer    *int               `json:"int_pointer"`
	Int8          int8               `json:"int_8"`
	Uint8         uint8              `json:"uint_8"`
	Time          time.Time          `json:"time"`
	TimePointer   *time.Time         `json:"time_pointer"`
	Any           any                `json:"any"`
	Map           map[string]any     `json:"map"`
	Times         map[name]time.Time `json:"times"`
	Raw           json.RawMessage    `json:"raw"`
	RawPointer    *json.RawMessage   `json:"raw_pointer"`
	Floats        []float64          `json:"floats"`
	Lists         [][]name           `json:"lists"`
	Object        small              `json:"object"`
	ObjectPointer *thing             `json:"object_pointer"`
	Objects       []small            `json:"objects"`
	Pointers      []*small           `json:"pointers"`
	ByName        map[string]*small  `json:"by_name"`
	Twice         **string           `json:"twice"`
	Bytes         []byte             `json:"bytes"`
	Fixed         [2]int             `json:"fixed"`
	Quoted        struct {
		N int `json:"n,string"`
	} `json:"quoted"`
	Number  json.Number           `json:"number"`
	Address netip.Addr            `json:"address"`
	ByAddr  map[netip.Addr]string `json:"by_addr"`
	Closer  io.Closer             `json:"closer"`
	Half    half                  `json:"half"`
	// ByUpper has keys that decode themselves, Odd a name that encoding/json ignores.
	ByUpper map[upper]int `json:"by_upper"`
	Odd     struct {
		N int `json:"a'b"` //nolint:staticcheck // The name is the test.
	} `json:"odd"`
	// K has a name that equals another rune, not in ASCII, in any case.
	K        string `json:"k"`
	Hidden   string `json:"-"`
	Untagged string
	Both     struct {
		left
		right
	} `json:"both"`
	small
}

// half stores the JSON, and then returns an error.
type half struct{ taken string }

func (h *half) UnmarshalJSON(b []byte) error {
	h.taken = string(b)
	if h.taken == "null" {
		return nil
	}
	return errors.New("no")
}

type upper string

func (u *upper) UnmarshalText(b []byte) error {
	*u = upper(bytes.ToUpper(b))
	return nil
}

// left and right hide the field x of each other when a struct embeds both.
type (
	left  struct{ X int }
	right struct{ X int }
)

type small struct {
	ID    string  `json:"id"`
	Count float64 `json:"count"`
	inner int     //nolint:unused // It must stay zero.
}

// whole is a document in which every field has a value.
const whole = `{"text":"one, two and three \u00e9","name":"n","text_pointer":"tp","name_pointer":"np",` +
	`"texts":["a","","c"],"names":["x"],"bool":true,"bool_pointer":false,"float":-1.5e3,"float_pointer":0,"float_32":1.5,` +
	`"int":-12,"int_pointer":9007199254740993,"int_8":-128,"uint_8":255,"time":"2026-02-03T04:05:06.789Z","time_pointer":"2026-02-03T04:05:06+01:00",` +
	`"any":[{"a":[1,"zwei",null,true,false,{}],"b":[]},1e2],"map":{"m":{"n":"o"},"\n":[]},"times":{"a":"2026-02-03T04:05:06Z"},` +
	`"raw": {"a" : [1]},"raw_pointer":"r","floats":[1,2.5],"lists":[["a"],[]],` +
	`"object":{"id":"1","count":1,"more":{"x":[[],{"y":null}]}},"object_pointer":{"text":"in","object_pointer":{"int":7}},` +
	`"objects":[{"id":"1"},{},{"id":"3","count":3}],"pointers":[{"id":"p"}],"by_name":{"a":{"id":"a"},"b":null},"twice":"t",` +
	`"bytes":"YQ==","fixed":[1,2],"quoted":{"n":"7"},"number":1.50,"address":"::1","by_addr":{"::1":"a"},"closer":null,"half":null,"k":"ĸ","Untagged":"u","id":"embedded","unknown":[true,{"a":"\ud83d\ude00"}]}`

// accepted compares the decoded document with the result of encoding/json, and reports whether it is
// accepted without malformed values. It overwrites the document in between, because decoded values must
// not share its memory.
func accepted(t *testing.T, document []byte) bool {
	t.Helper()
	var fast, slow thing
	buffer := bytes.Clone(document)
	malformed, err := decode.IntoWith(buffer, &fast, json.Unmarshal)
	for i := range buffer {
		buffer[i] = '#'
	}
	_, responseErr := decode.Check(document, "")
	want := json.Unmarshal(document, &slow)
	isObject := json.Valid(document) && bytes.HasPrefix(bytes.TrimSpace(document), []byte("{"))
	switch {
	case (err == nil) != isObject && string(bytes.TrimSpace(document)) != "null",
		(responseErr == nil) != isObject,
		errors.Is(responseErr, decode.ErrNoObject) != (json.Valid(document) && !isObject):
		t.Errorf("%q: %v", document, err)
	case err != nil && !reflect.ValueOf(fast).IsZero():
		t.Errorf("%q is refused, but the target is %+v", document, fast)
	case err == nil && deliberate(malformed, want):
	case err == nil && (len(malformed) == 0) != (want == nil):
		t.Errorf("%q: malformed %v; encoding/json returns %v", document, malformed, want)
	case err == nil && want == nil && !reflect.DeepEqual(fast, slow):
		t.Errorf("%q is decoded as\n%+v, by encoding/json as\n%+v", document, fast, slow)
	}
	for _, m := range malformed {
		if !json.Valid(m.Raw) {
			t.Errorf("%q: %s holds %q", document, m.Path, m.Raw)
		}
	}
	return err == nil && len(malformed) == 0
}

// deliberate reports whether the decoder differs from encoding/json on purpose: it leaves null out of
// lists, and reads more forms of timestamps. (It reads a number as text, too, but reports that as
// malformed, and encoding/json returns an error.)
func deliberate(malformed []decode.Malformed, want error) bool {
	if len(malformed) == 0 {
		_, odd := errors.AsType[*time.ParseError](want)
		return odd
	}
	return want == nil && !slices.ContainsFunc(malformed, func(m decode.Malformed) bool { return string(m.Raw) != "null" })
}

func TestAccepts(t *testing.T) {
	t.Parallel()
	for _, document := range accepts {
		if !accepted(t, []byte(document)) {
			t.Errorf("refused: %.200q", document)
		}
	}
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	for _, document := range refuses {
		if accepted(t, []byte(document)) {
			t.Errorf("accepted: %.200q", document)
		}
	}
}

// Documents that differ from a valid one in one byte, or end early.
func TestMutations(t *testing.T) {
	t.Parallel()
	var others, refused int
	for at := range whole {
		if accepted(t, []byte(whole[:at])) {
			t.Errorf("accepted a document truncated after %d bytes", at)
		}
		if _, err := decode.Check([]byte(whole[:at]), ""); !errors.Is(err, decode.ErrTruncated) {
			t.Errorf("%s: %v", whole[:at], err)
		}
		for _, c := range []byte("\"\\,:{}[]0-.eEntfuK \n\x00\x1f\x7f\x80\xc3\xff") {
			document := []byte(whole)
			document[at] = c
			others++
			if !accepted(t, document) {
				refused++
			}
		}
	}
	if refused < others/4 || refused == others {
		t.Errorf("%d of %d mutations are refused", refused, others)
	}
}

func FuzzResponse(f *testing.F) {
	for _, document := range append(accepts, refuses...) {
		if len(document) < 4096 {
			f.Add([]byte(document))
		}
	}
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, document []byte) { accepted(t, document) })
}
