package decode_test

import "strings"

// accepts lists documents that encoding/json decodes into a thing.
var accepts = []string{
	`{}`,
	" {\n\t} \r\n",
	whole,
	`{"text":null,"name":null,"text_pointer":null,"name_pointer":null,"texts":null,"names":null,"bool":null,"bool_pointer":null,` +
		`"float":null,"float_pointer":null,"int":null,"int_pointer":null,"time":null,"time_pointer":null,"any":null,"map":null,"times":null,` +
		`"raw":null,"raw_pointer":null,"floats":null,"lists":null,"object":null,"object_pointer":null,"objects":null,"pointers":null,` +
		`"by_name":null,"twice":null,"bytes":null,"fixed":null,"quoted":null,"k":null,"unknown":null}`,
	`{"texts":[],"names":[],"any":[],"map":{},"floats":[],"objects":[],"pointers":[],"object":{},"object_pointer":{},"by_name":{},"lists":[[]]}`,
	`{"text":"a","text":"b","bool":true,"bool":false,"float":1,"float":2,"time":"2026-01-01T00:00:00Z","time":"2027-01-01T00:00:00Z"}`,
	`{"text_pointer":"a","text_pointer":"b","object":{"id":"a"},"object":{"count":2},"object":null}`,
	`{"Text":"a","NAME":"b","\u212A":"c","oBjEcT":{"ID":"d"},"UNTAGGED":"u"}`,
	`{"K":"kelvin","teXT":"any case","ſomething":1,"Unknown":{"a":1},"UNKNOWN":2,"inner":5,"Hidden":7,"small":7}`,
	`{"t\u0065xt":"escaped key","unt\u0061gged":"u"}`,
	`{"text":"\"\\\/\b\f\n\r\t\u0041\ud83d\ude00 \ud800 \udc00 \ud800\u0041 \ud800\ud800\udc00"}`,
	`{"text":"日本語 😀","any":"日本語 \"😀\""}`,
	`{"float":1e308,"int":9223372036854775807,"any":9007199254740993,"unknown":1e999}`,
	`{"float":-0,"float":-0.0e-0}`,
	`{"any":{"a":1,"a":2},"map":{"a":{"b":1},"a":{"c":2}}}`,
	`{"text":"` + strings.Repeat("long ", 1000) + `"}`,
	"{\"text\":\"\xff\",\"\xff\":1,\"any\":{\"\xff\":\"\xed\xa0\x80\"}}",
	nested(400), nested(10_000),
	// The second value is decoded over the first.
	`{"texts":["a","b"],"texts":["c"]}`, `{"texts":["a"],"texts":["c","d","e"]}`, `{"texts":["a"],"texts":[]}`,
	`{"objects":[{"id":"a"}],"objects":[{"count":1},{"id":"b"}]}`, `{"pointers":[{"id":"a"}],"pointers":[{"count":1}]}`, `{"map":{"a":1},"map":{"b":2}}`,
	`{"object_pointer":{"text":"a"},"object_pointer":{"int":1}}`, `{"text":"a","text":null}`, `{"text_pointer":"a","text_pointer":null}`,
	`{"any":1,"any":null}`, `{"any":{"a":1},"any":{"b":1}}`, `{"time":"2026-01-01T00:00:00Z","time":null}`, `{"by_name":{"a":{"id":"a"}},"by_name":{"a":{"count":1}}}`,
	`{"by_upper":{"a":1},"by_upper":{"b":2}}`, `{"odd":{"N":1,"a'b":2}}`, `{"both":{"X":1,"x":2}}`, `{"number":"7"}`, `{"half":null,"address":null,"by_addr":null,"number":null}`, `{"raw":1,"raw":[2]}`, `{"twice":"a","twice":"b"}`, `{"twice":"a","twice":null}`,
}

// refuses lists documents that are not JSON, or do not fit a thing.
var refuses = []string{
	``, ` `, `[]`, `"x"`, `1`, `{`, `}`, `{]`, `{}}`, `{} x`, "{}\x00", "\ufeff{}",
	`{,}`, `{"text"}`, `{"text":}`, `{"text":"a",}`, `{"text":"a""name":"b"}`, `{"text" "a"}`, `{text:"a"}`, `{'text':"a"}`,
	`{"text":1}`, `{"text":true}`, `{"text":{}}`, `{"text":["a"]}`, `{"texts":"a"}`, `{"texts":[1]}`, `{"texts":[,]}`, `{"texts":["a",]}`,
	`{"bool":"true"}`, `{"bool":1}`, `{"bool":tru}`, `{"bool":true1}`, `{"bool":nul}`,
	`{"float":"1"}`, `{"float":01}`, `{"float":+1}`, `{"float":.5}`, `{"float":1.}`, `{"float":1e}`, `{"float":-}`, `{"float":NaN}`, `{"float":0x1}`, `{"float":1e999}`, `{"any":1e999}`,
	`{"int":1.0}`, `{"int":1e2}`, `{"int":9223372036854775808}`, `{"int_8":128}`, `{"uint_8":-1}`, `{"uint_8":256}`, `{"float_32":1e40}`,
	`{"time":""}`, `{"time":"yesterday"}`, `{"time":1700000000}`, `{"time":"2026-02-30T00:00:00Z"}`, `{"time":{}}`,
	`{"map":[]}`, `{"map":{1:2}}`, `{"any":}`, `{"any":[,]}`, `{"floats":["a"]}`, `{"floats":{}}`, `{"times":{"a":"x"}}`,
	`{"object":[]}`, `{"object_pointer":"x"}`, `{"objects":{}}`, `{"objects":[[]]}`, `{"pointers":[1]}`, `{"by_name":{"a":1}}`, `{"lists":[1]}`, `{"lists":[[1]]}`,
	`{"number":"x"}`, `{"address":"x"}`, `{"address":1}`, `{"by_addr":{"x":"a"}}`, `{"closer":1}`, `{"half":1}`,
	`{"bytes":"?"}`, `{"fixed":["x"]}`, `{"quoted":{"n":7}}`, `{"Untagged":7}`, `{"id":7}`,
	"{\"text\":\"\x01\"}", "{\"text\":\"\n\"}", "{\"unknown\":\"\x1f\"}",
	`{"text":"\x"}`, `{"text":"\u12"}`, `{"text":"\u12g4"}`, `{"text":"\`, `{"unknown":"\x"}`, `{"unknown":"\u000"}`, `{"\q":1}`,
	`{"unknown":[1 2]}`, `{"unknown":[1,]}`, `{"unknown":{"a":1,}}`, `{"unknown":{"a"}}`, `{"unknown":{1:1}}`, `{"unknown":tru}`, `{"unknown":-}`, `{"unknown":}`,
	nested(10_001), strings.Repeat(`{"object_pointer":`, 10_000), `{"unknown":` + strings.Repeat("[", 100_000),
}

// nested returns a document with that many levels.
func nested(levels int) string {
	lists := levels - 1
	return `{"unknown":` + strings.Repeat("[", lists) + strings.Repeat("]", lists) + `,"object":{}}`
}
