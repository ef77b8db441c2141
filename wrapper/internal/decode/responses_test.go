package decode_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"reflect"
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// answers are the types that the methods of package gen read answers into, by path.
func answers(t testing.TB) map[string]reflect.Type {
	t.Helper()
	spy := &spy{answers: map[string]reflect.Type{}}
	spy.visit(reflect.ValueOf(gen.NewClient(spy)))
	if len(spy.answers) < 100 {
		t.Fatalf("only %d operations have an answer", len(spy.answers))
	}
	return spy.answers
}

// spy is a caller that calls nobody.
type spy struct{ answers map[string]reflect.Type }

var errSpy = errors.New("nobody was called")

func (s *spy) Call(_ context.Context, op *gen.Operation, _, response any, _ ...gen.CallOption) error {
	if response != nil {
		s.answers[op.Path] = reflect.TypeOf(response).Elem()
	}
	return errSpy
}

// visit calls every method of every service below v.
func (s *spy) visit(v reflect.Value) {
	for _, method := range v.Methods() {
		args := []reflect.Value{reflect.ValueOf(context.Background())}
		for i := 1; i < method.Type().NumIn()-1; i++ {
			args = append(args, reflect.New(method.Type().In(i).Elem()))
		}
		if out := method.Call(args); out[0].Kind() == reflect.Func {
			next, stop := iter.Pull2(out[0].Seq2())
			next()
			stop()
		}
	}
	for i := range v.Elem().NumField() {
		if v.Elem().Type().Field(i).IsExported() {
			s.visit(v.Elem().Field(i))
		}
	}
}

// decodes holds what is made of a document against encoding/json, and returns whether it is taken
// without a misfit. The document is overwritten before that, which no result may notice.
func decodes(t *testing.T, answer reflect.Type, document []byte) bool {
	t.Helper()
	fast, slow := reflect.New(answer), reflect.New(answer)
	buffer := bytes.Clone(document)
	misfits, err := decode.Into(buffer, fast.Interface())
	for i := range buffer {
		buffer[i] = '#'
	}
	if err != nil || misfits != nil {
		return false
	}
	if err := json.Unmarshal(document, slow.Interface()); deliberate(misfits, err) {
		return true
	} else if err != nil {
		t.Errorf("%v: encoding/json refuses what is taken: %v: %.500s", answer, err, document)
	} else if !reflect.DeepEqual(fast.Interface(), slow.Interface()) {
		t.Errorf("%v: encoding/json reads it differently: %.500s\n%+v\n%+v", answer, document, fast.Elem(), slow.Elem())
	}
	return true
}

// judges checks that a response holds what the document says if it is accepted, and otherwise
// nothing.
func judges(t *testing.T, response reflect.Type, document []byte) {
	t.Helper()
	want, got := reflect.New(response), reflect.New(response)
	_, _ = decode.Into(document, want.Interface())
	verdict, err := decode.Response(document, got.Interface(), nil)
	if err != nil || !verdict.Accepted() {
		want = reflect.New(response)
	}
	if !reflect.DeepEqual(got.Interface(), want.Interface()) {
		t.Errorf("%v: %+v, %v, but it holds %+v: %.500s", response, verdict, err, got.Elem(), document)
	}
}

// Every operation with a result has an answer, of types that need no help of encoding/json.
func TestEveryAnswer(t *testing.T) {
	t.Parallel()
	found := answers(t)
	for _, op := range gen.Operations() {
		answer := found[op.Path]
		if op.Kind == gen.None {
			if answer != nil {
				t.Errorf("%s has no result, but reads %v", op.Path, answer)
			}
			continue
		}
		if answer == nil {
			t.Errorf("%s has no answer", op.Path)
			continue
		}
		document := sample(answer)
		var indented bytes.Buffer
		if err := json.Indent(&indented, document, "", "\t"); err != nil {
			t.Fatalf("%s: %v: %s", op.Path, err, document)
		}
		for _, document := range [][]byte{document, indented.Bytes(), nulls(answer), []byte("{}")} {
			judges(t, answer, document)
			if !decodes(t, answer, document) {
				t.Errorf("%s: refused: %.500s", op.Path, document)
			}
		}
	}
}

// Answers that break off, or in which a byte is wrong, at places all over them.
func TestDamagedAnswers(t *testing.T) {
	t.Parallel()
	for path, answer := range answers(t) {
		document := sample(answer)
		step := 1 + len(document)/40
		for at := 0; at < len(document); at += step {
			judges(t, answer, document[:at])
			if decodes(t, answer, document[:at]) {
				t.Errorf("%s: half an answer is taken: %.500s", path, document[:at])
			}
			for _, c := range []byte("\"}0\xff") {
				damaged := bytes.Clone(document)
				damaged[at] = c
				decodes(t, answer, damaged)
			}
		}
	}
}

// maxTimes is how many of an answer's are tried; the longest have thousands.
const maxTimes = 20

// moment is the time in samples.
const moment = `"2026-02-03T04:05:06.789Z"`

// Any of the times may be none: it costs itself alone, and is told.
func TestMisfitsInAnswers(t *testing.T) {
	t.Parallel()
	for path, answer := range answers(t) {
		document := sample(answer)
		before, rest, isTime := bytes.Cut(document, []byte(moment))
		for range maxTimes {
			if !isTime {
				break
			}
			fast, slow := reflect.New(answer), reflect.New(answer)
			odd := slices.Concat(before, []byte(`"then"`), rest)
			verdict, err := decode.Response(odd, fast.Interface(), nil)
			misfits := verdict.Malformed
			if err != nil || !verdict.Accepted() || len(misfits) != 1 || string(misfits[0].Raw) != `"then"` {
				t.Fatalf("%s: %v, %v: %.500s", path, misfits, err, odd)
			}
			without := slices.Concat(before, []byte("null"), rest)
			if err := json.Unmarshal(without, slow.Interface()); err != nil || !reflect.DeepEqual(fast.Interface(), slow.Interface()) {
				t.Fatalf("%s: %s cost more than itself: %v: %.500s", path, misfits[0].Path, err, odd)
			}
			var more []byte
			more, rest, isTime = bytes.Cut(rest, []byte(moment))
			before = slices.Concat(before, []byte(moment), more)
		}
	}
}

// maxSeed leaves out the longest answers, which would take all the time.
const maxSeed = 4 << 10

func FuzzAnswers(f *testing.F) {
	var paths []string
	found := answers(f)
	for _, op := range gen.Operations() {
		if answer := found[op.Path]; answer != nil {
			if seed := sample(answer); len(seed) < maxSeed {
				f.Add(uint8(len(paths)), seed)
			}
			paths = append(paths, op.Path)
		}
	}
	f.Fuzz(func(t *testing.T, index uint8, document []byte) {
		response := found[paths[int(index)%len(paths)]]
		judges(t, response, document)
		decodes(t, response, document)
	})
}
