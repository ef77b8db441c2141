package literal

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// readable are modules and the JSON that JSON.stringify gives for them.
var readable = map[string]struct{ module, want string }{
	"export":        {`export default {a: 1};`, `{"a":1}`},
	"declaration":   {"const openapi = {a: 1}\nexport default openapi", `{"a":1}`},
	"semicolons":    {"let x={};export default x;", `{}`},
	"one line":      {"var $_9 = {} ; export\tdefault\n$_9 ;", `{}`},
	"comments":      {"// one\n/* two\n */ export /**/ default {/*a:1*/a: [ // x\n1]}\n//# sourceMappingURL=a.js.map", `{"a":[1]}`},
	"comment line":  {"const a = {} /*\n*/ export default a", `{}`},
	"byte order":    {"\ufeffexport default {}", `{}`},
	"white space":   {"export\u00a0default\u2003{\u2028a\v:\f1\ufeff}\u2029", `{"a":1}`},
	"line ends":     {"const a = {}\rexport default a\r\n", `{}`},
	"keys":          {`export default {a: 1, 'b-c': 2, "d e": 3, $f: 4, _: 5, class: 6, ärger: 7, '': 8}`, `{"a":1,"b-c":2,"d e":3,"$f":4,"_":5,"class":6,"ärger":7,"":8}`},
	"statuses":      {`export default {x: 1, 404: 2, '200': 3, '010': 4, 0: 5, '4294967295': 6, '4294967294': 7}`, `{"0":5,"200":3,"404":2,"4294967294":7,"x":1,"010":4,"4294967295":6}`},
	"inner order":   {`export default {b: {2: {z: 1, 1: {}}, 1: [{9: 1, 8: 2}]}, a: 1}`, `{"b":{"1":[{"8":2,"9":1}],"2":{"1":{},"z":1}},"a":1}`},
	"commas":        {`export default {a: [1, 2,], b: {c: 1,},}`, `{"a":[1,2],"b":{"c":1}}`},
	"empty":         {`export default {a: [], b: {}, c: ''}`, `{"a":[],"b":{},"c":""}`},
	"words":         {`export default {a: true, b: false, c: null}`, `{"a":true,"b":false,"c":null}`},
	"numbers":       {`export default {a: [0, 1.50, -2, +3, .5, 5., 1e3, 1E-7, 1e21, -0, 0.1, 123456789012345680000]}`, `{"a":[0,1.5,-2,3,0.5,5,1000,1e-7,1e+21,0,0.1,123456789012345680000]}`},
	"bases":         {`export default {a: [0x1F, 0o17, 0b101, -0xA]}`, `{"a":[31,15,5,-10]}`},
	"separators":    {`export default {a: [55_000, 1_0.2_5e1_0, 0x1_F]}`, `{"a":[55000,102500000000,31]}`},
	"precision":     {`export default {a: [9007199254740993, 0.30000000000000004, 1e-324]}`, `{"a":[9007199254740992,0.30000000000000004,0]}`},
	"quotes":        {`export default {a: ['it\'s "x"', "it's \"x\"", ` + "`it's \"x\" \\` $x {y}`" + `]}`, `{"a":["it's \"x\"","it's \"x\"","it's \"x\" ` + "`" + ` $x {y}"]}`},
	"escapes":       {`export default {a: '\b\f\n\r\t\v\0\q\\\/\x41\u00e9\u{1F600}\ud83d\ude00'}`, `{"a":"\b\f\n\r\t\u000b\u0000q\\/Aé😀😀"}`},
	"continued":     {"export default {a: 'x\\\ny\\\r\nz\\\u2028.'}", `{"a":"xyz."}`},
	"template":      {"export default {a: `x\r\ny\rz\n`}", `{"a":"x\ny\nz\n"}`},
	"line ends in":  {"export default {a: 'x\u2028y\u2029'}", "{\"a\":\"x\u2028y\u2029\"}"},
	"control":       {"export default {a: '\\x01\\x1f\\x7f\t<>&'}", "{\"a\":\"\\u0001\\u001f\x7f\\t<>&\"}"},
	"text of code":  {`export default {a: 'process.env', b: "${1}", c: '/* x */ // y'}`, `{"a":"process.env","b":"${1}","c":"/* x */ // y"}`},
	"proto is text": {`export default {a: '__proto__', __proto: 1, constructor: 2}`, `{"a":"__proto__","__proto":1,"constructor":2}`},
}

func TestJSON(t *testing.T) {
	for name, test := range readable {
		t.Run(name, func(t *testing.T) {
			got, err := JSON([]byte(test.module))
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v\nwant %s", got, err, test.want)
			}
			if !json.Valid(got) {
				t.Errorf("%s is not JSON", got)
			}
		})
	}
}

// What the table expects is what Node.js makes of the same modules.
func TestJSONAgreesWithNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI needs node: %v", err)
		}
		t.Skipf("SKIP: node is not installed: %v", err)
	}
	var modules []string
	var want []string
	for _, test := range readable {
		modules = append(modules, test.module)
		want = append(want, test.want)
	}
	input, err := json.Marshal(modules)
	if err != nil {
		t.Fatal(err)
	}
	const program = `
		let out = []
		for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
			out.push(import('data:text/javascript;base64,' + Buffer.from(text).toString('base64')).then(m => JSON.stringify(m.default)))
		}
		Promise.all(out).then(all => console.log(JSON.stringify(all)))`
	cmd := exec.CommandContext(t.Context(), node, "-e", program)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s\nnode gives %s\nthe table  %s", modules[i], got[i], want[i])
		}
	}
}

func TestJSONRefuses(t *testing.T) {
	deep := strings.Repeat("{a:", maxDepth) + "{}" + strings.Repeat("}", maxDepth)
	tests := map[string]struct{ module, want string }{
		"nothing":             {"", `line 1, column 1: "" stands where "export default" or "const" should`},
		"a comment only":      {"// a", `"export default"`},
		"an import":           {"import fs from 'fs'\nexport default {}", `line 1, column 7: "import" stands where`},
		"CommonJS":            {"module.exports = {}", `"module"`},
		"a statement before":  {"fetch('x')\nexport default {}", `"fetch"`},
		"a statement after":   {"export default {}\nprocess.exit()", "line 2, column 1: 'p' stands where the end of the module"},
		"another export":      {"const a = {}; const b = {}; export default a", `"export"`},
		"other name":          {"const a = {}\nexport default b", `'b' stands where "a" should`},
		"longer name":         {"const a = {}\nexport default ab", `"a"`},
		"named export":        {"export const a = {}", `"default"`},
		"no line end":         {"const a = {} export default a", `'e' stands where ";" should`},
		"an array":            {"export default []", "'[' stands where an object literal should"},
		"a text":              {"export default 'a'", "an object literal"},
		"in brackets":         {"export default ({})", "an object literal"},
		"a function":          {"export default function () {}", "an object literal"},
		"a call":              {"export default Object.freeze({})", "an object literal"},
		"a member":            {"export default {}.a", "'.' stands where the end of the module"},
		"the environment":     {"export default {a: process.env.SEAM_API_KEY}", `line 1, column 20: "process" is code, not a value`},
		"a call inside":       {"export default {a: require('fs')}", `"require" is code`},
		"undefined":           {"export default {a: undefined}", `"undefined" is code`},
		"not a number":        {"export default {a: NaN}", `"NaN" is code`},
		"a minified boolean":  {"export default {a: !0}", "'!' stands where a value should"},
		"void":                {"export default {a: void 0}", `"void" is code`},
		"a sum":               {"export default {a: 'x' + 'y'}", `'+' stands where "," or "}" should`},
		"a tagged template":   {"export default {a: f`x`}", `"f" is code`},
		"a call of a value":   {"export default {a: 'x'.length}", `'.' stands where`},
		"a substitution":      {"export default {a: `x${process.env.HOME}`}", "line 1, column 22: the template string holds code"},
		"a regular exp.":      {"export default {a: /x/}", "'/' stands where a value should"},
		"an arrow":            {"export default {a: () => 1}", "'(' stands where a value should"},
		"a method":            {"export default {a() { return 1 }}", `'(' stands where ":" should`},
		"a getter":            {"export default {get a() { return 1 }}", `'a' stands where ":" should`},
		"toJSON":              {"export default {toJSON() { return 1 }}", `":"`},
		"a spread":            {"export default {...process.env}", "'.' stands where a key should"},
		"a spread in a list":  {"export default {a: [...b]}", "number"},
		"a shorthand":         {"export default {a}", `'}' stands where ":" should`},
		"a computed key":      {"export default {[a]: 1}", "'[' stands where a key should"},
		"a template key":      {"export default {`a`: 1}", "'`' stands where a key should"},
		"an escaped key":      {`export default {\u0061: 1}`, `'\\' stands where a key should`},
		"a prototype":         {"export default {__proto__: {a: 1}}", "line 1, column 17: the key __proto__ sets a prototype"},
		"a quoted prototype":  {"export default {a: {'__proto__': null}}", "the key __proto__ sets a prototype"},
		"a hidden prototype":  {`export default {'\u005f_proto__': null}`, "the key __proto__ sets a prototype"},
		"a key twice":         {"export default {a: 1,\n 'a': 2}", `line 2, column 2: the key "a" occurs twice`},
		"a number twice":      {"export default {1: 1, '1': 2}", `the key "1" occurs twice`},
		"a fraction as key":   {"export default {1.5: 1}", `":"`},
		"an octal key":        {"export default {010: 1}", "a plain number such as 200"},
		"a large key":         {"export default {4294967295: 1}", "a plain number such as 200"},
		"a hole":              {"export default {a: [1,,2]}", "',' stands where a value should"},
		"a missing value":     {"export default {a: }", "'}' stands where a value should"},
		"a missing comma":     {"export default {a: 1 b: 2}", `'b' stands where "," or "}" should`},
		"a wrong bracket":     {"export default {a: [1}", `'}' stands where "," or "]" should`},
		"cut short":           {"export default {a: [1", "the text ends where"},
		"a string cut short":  {"export default {a: 'x", "line 1, column 20: the string has no end"},
		"an escape cut short": {`export default {a: '\`, "the string has no end"},
		"a comment cut short": {"export default {} /* x", "the comment has no end"},
		"a line end":          {"export default {a: 'x\n'}", "the line ends inside of a string"},
		"half a character":    {`export default {a: '\ud83d'}`, "the escape is half a character"},
		"two first halves":    {`export default {a: '\ud83d\ud83d'}`, "the escape is half a character"},
		"halves apart":        {`export default {a: '\ud83d' + '\ude00'}`, "the escape is half a character"},
		"no such character":   {`export default {a: '\u{110000}'}`, "the escape stands for no character"},
		"braces not closed":   {`export default {a: '\u{41'}`, "the escape has no hexadecimal number"},
		"a signed escape":     {`export default {a: '\x+1'}`, "the escape has no hexadecimal number"},
		"a low escape":        {`export default {a: '\x4_'}`, "the escape has no hexadecimal number"},
		"an octal escape":     {`export default {a: '\101'}`, "a module has no octal escapes"},
		"a long NUL":          {`export default {a: '\00'}`, "a module has no octal escapes"},
		"an octal number":     {"export default {a: 010}", "the number is not one"},
		"two separators":      {"export default {a: 1__0}", "the number is not one"},
		"a last separator":    {"export default {a: 1_}", "the number is not one"},
		"a separated zero":    {"export default {a: 0_1}", "the number is not one"},
		"a big integer":       {"export default {a: 1n}", "the number is not one"},
		"two points":          {"export default {a: 1.2.3}", "the number is not one"},
		"two signs":           {"export default {a: - -1}", "' ' stands where a number should"},
		"a lone sign":         {"export default {a: -}", "'}' stands where a number should"},
		"a lone point":        {"export default {a: .}", "a number"},
		"no exponent":         {"export default {a: 1e}", "the number is not one"},
		"infinity":            {"export default {a: 1e999}", "the number is too large"},
		"a large base":        {"export default {a: 0xffffffffffffffff}", "the number is too large"},
		"a NUL":               {"export default {a: 1\x00}", `'\x00' stands where`},
		"not UTF-8":           {"export default {\n a: '\xff'}", "line 2, column 6: the text is not valid UTF-8"},
		"too deep":            {"export default " + deep, "more than 200 levels deep"},
		"a long word":         {"export default {a: " + strings.Repeat("x", 1000) + "}", "xxx…"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := JSON([]byte(test.module))
			if _, ok := errors.AsType[*SyntaxError](err); !ok || got != nil {
				t.Fatalf("got %s, %v", got, err)
			}
			if !strings.Contains(err.Error(), test.want) || len(err.Error()) > 200 {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// FuzzLiteral feeds the reader with anything. What it accepts is JSON, and reading
// that again gives the same.
func FuzzLiteral(f *testing.F) {
	for _, test := range readable {
		f.Add([]byte(test.module))
	}
	f.Fuzz(func(t *testing.T, module []byte) {
		first, err := JSON(module)
		if err != nil {
			return
		}
		if !json.Valid(first) {
			t.Fatalf("%q gives %q, which is not JSON", module, first)
		}
		second, err := JSON(append([]byte("export default "), first...))
		if err != nil || string(second) != string(first) {
			t.Fatalf("%q gives %q, which reads as %q, %v", module, first, second, err)
		}
	})
}
