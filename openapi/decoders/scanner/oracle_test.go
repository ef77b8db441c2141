package scanner_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/seam-go/seam/openapi/decoders/scanner"
)

type name string

// thing has a field of every type that can be read.
type thing struct {
	Text          string         `json:"text"`
	Name          name           `json:"name"`
	TextPointer   *string        `json:"text_pointer"`
	NamePointer   *name          `json:"name_pointer"`
	Texts         []string       `json:"texts"`
	Names         []name         `json:"names"`
	Bool          bool           `json:"bool"`
	BoolPointer   *bool          `json:"bool_pointer"`
	Float         float64        `json:"float"`
	FloatPointer  *float64       `json:"float_pointer"`
	Int           int            `json:"int"`
	IntPointer    *int           `json:"int_pointer"`
	Time          time.Time      `json:"time"`
	TimePointer   *time.Time     `json:"time_pointer"`
	Any           any            `json:"any"`
	Map           map[string]any `json:"map"`
	JSON          []float64      `json:"json"`
	Object        small          `json:"object"`
	ObjectPointer *thing         `json:"object_pointer"`
	Objects       []small        `json:"objects"`
	Pointers      []*small       `json:"pointers"`
	// K has a name that one rune beyond ASCII folds to.
	K string `json:"k"`
}

type small struct {
	ID    string  `json:"id"`
	Count float64 `json:"count"`
}

func (v *thing) scan(s *scanner.Scanner) {
	fields := []scanner.Field{
		{Key: "text", V: &v.Text},
		{Key: "name", V: (*string)(&v.Name)},
		{Key: "text_pointer", V: &v.TextPointer},
		{Key: "texts", V: &v.Texts},
		{Key: "bool", V: &v.Bool},
		{Key: "bool_pointer", V: &v.BoolPointer},
		{Key: "float", V: &v.Float},
		{Key: "float_pointer", V: &v.FloatPointer},
		{Key: "int", V: &v.Int},
		{Key: "int_pointer", V: &v.IntPointer},
		{Key: "time", V: &v.Time},
		{Key: "time_pointer", V: &v.TimePointer},
		{Key: "any", V: &v.Any},
		{Key: "map", V: &v.Map},
		{Key: "json", V: &v.JSON},
		{Key: "k", V: &v.K},
	}
	for s.MemberBeside(fields) {
		switch string(s.Key()) {
		case "name_pointer":
			scanner.EnumPointer(s, &v.NamePointer)
		case "names":
			scanner.Enums(s, &v.Names)
		case "object":
			if s.Object(true) {
				v.Object.scan(s)
			}
		case "object_pointer":
			if s.Object(v.ObjectPointer == nil) {
				v.ObjectPointer = new(thing)
				v.ObjectPointer.scan(s)
			}
		case "objects":
			if s.List(v.Objects == nil) {
				v.Objects = []small{}
				for s.Item() {
					v.Objects = append(v.Objects, small{})
					if s.Object(true) {
						v.Objects[len(v.Objects)-1].scan(s)
					}
				}
			}
		case "pointers":
			if s.List(v.Pointers == nil) {
				v.Pointers = make([]*small, 0, s.Count())
				for s.Item() {
					var item *small
					if s.Object(true) {
						item = new(small)
						item.scan(s)
					}
					v.Pointers = append(v.Pointers, item)
				}
			}
		default:
			s.Other()
		}
	}
}

func (v *small) scan(s *scanner.Scanner) {
	for s.Member() {
		switch string(s.Key()) {
		case "id":
			s.Text(&v.ID)
		case "count":
			s.Float(&v.Count)
		default:
			s.Other()
		}
	}
}

// whole is a document in which every field has a value.
const whole = `{"text":"one, two and three \u00e9","name":"n","text_pointer":"tp","name_pointer":"np",` +
	`"texts":["a","","c"],"names":["x"],"bool":true,"bool_pointer":false,"float":-1.5e3,"float_pointer":0,` +
	`"int":-12,"int_pointer":9007199254740993,"time":"2026-02-03T04:05:06.789Z","time_pointer":"2026-02-03T04:05:06+01:00",` +
	`"any":[{"a":[1,"zwei",null,true,false,{}],"b":[]},1e2],"map":{"m":{"n":"o"},"\n":[]},"json":[1,2.5],` +
	`"object":{"id":"1","count":1,"more":{"x":[[],{"y":null}]}},"object_pointer":{"text":"in","object_pointer":{"int":7}},` +
	`"objects":[{"id":"1"},{},{"id":"3","count":3}],"pointers":[{"id":"p"},null],"k":"ĸ","unknown":[true,{"a":"\ud83d\ude00"}]}`

// accepted holds what Decode makes of a document against encoding/json, and returns whether it
// accepts it. The document is overwritten afterwards, which nothing that was read may notice.
func accepted(t *testing.T, document []byte) bool {
	t.Helper()
	var fast, slow thing
	buffer := bytes.Clone(document)
	ok := scanner.Decode(buffer, &fast, (*thing).scan)
	for i := range buffer {
		buffer[i] = '#'
	}
	if !ok {
		if !reflect.ValueOf(fast).IsZero() {
			t.Errorf("%q is refused, but something is left of it: %+v", document, fast)
		}
		return false
	}
	if err := json.Unmarshal(document, &slow); err != nil {
		t.Errorf("%q is accepted; encoding/json says %v", document, err)
	} else if !reflect.DeepEqual(fast, slow) {
		t.Errorf("%q is read as\n%+v, encoding/json has\n%+v", document, fast, slow)
	}
	return true
}
