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

// responseTypes returns the types that the methods of package gen decode responses into, by path.
func responseTypes(t testing.TB) map[string]reflect.Type {
	t.Helper()
	caller := &typeRecorder{types: map[string]reflect.Type{}}
	caller.visit(reflect.ValueOf(gen.NewClient(caller)))
	if len(caller.types) < 100 {
		t.Fatalf("only %d operations have a response", len(caller.types))
	}
	return caller.types
}

// typeRecorder is a caller that sends nothing and records the types of responses.
type typeRecorder struct{ types map[string]reflect.Type }

var errNotSent = errors.New("not sent")

func (r *typeRecorder) Call(_ context.Context, op *gen.Operation, _, response any, _ ...gen.CallOption) error {
	if response != nil {
		r.types[op.Path] = reflect.TypeOf(response).Elem()
	}
	return errNotSent
}

// visit calls every method of every service below v.
func (r *typeRecorder) visit(v reflect.Value) {
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
			r.visit(v.Elem().Field(i))
		}
	}
}

// decodes compares the decoded document with the result of encoding/json, and reports whether it is
// accepted without malformed values. It overwrites the document in between, because decoded values must
// not share its memory.
func decodes(t *testing.T, response reflect.Type, document []byte) bool {
	t.Helper()
	fast, slow := reflect.New(response), reflect.New(response)
	buffer := bytes.Clone(document)
	malformed, err := decode.Into(buffer, fast.Interface())
	for i := range buffer {
		buffer[i] = '#'
	}
	if err != nil || malformed != nil {
		return false
	}
	if err := json.Unmarshal(document, slow.Interface()); deliberate(malformed, err) {
		return true
	} else if err != nil {
		t.Errorf("%v: encoding/json returns an error: %v: %.500s", response, err, document)
	} else if !reflect.DeepEqual(fast.Interface(), slow.Interface()) {
		t.Errorf("%v: encoding/json decodes it differently: %.500s\n%+v\n%+v", response, document, fast.Elem(), slow.Elem())
	}
	return true
}

// checkVerdict checks that a response is decoded if it is accepted, and otherwise left empty.
func checkVerdict(t *testing.T, response reflect.Type, document []byte) {
	t.Helper()
	want, got := reflect.New(response), reflect.New(response)
	_, _ = decode.Into(document, want.Interface())
	verdict, err := decode.Response(document, got.Interface(), nil)
	if err != nil || !verdict.Accepted() {
		want = reflect.New(response)
	}
	if !reflect.DeepEqual(got.Interface(), want.Interface()) {
		t.Errorf("%v: %+v, %v, but it is %+v: %.500s", response, verdict, err, got.Elem(), document)
	}
}

// Every operation with a result has a response type that decodes without encoding/json.
func TestEveryResponse(t *testing.T) {
	t.Parallel()
	found := responseTypes(t)
	for _, op := range gen.Operations() {
		response := found[op.Path]
		if op.Kind == gen.None {
			if response != nil {
				t.Errorf("%s has no result, but decodes a %v", op.Path, response)
			}
			continue
		}
		if response == nil {
			t.Errorf("%s has no response", op.Path)
			continue
		}
		document := sample(response)
		var indented bytes.Buffer
		if err := json.Indent(&indented, document, "", "\t"); err != nil {
			t.Fatalf("%s: %v: %s", op.Path, err, document)
		}
		for _, document := range [][]byte{document, indented.Bytes(), nulls(response), []byte("{}")} {
			checkVerdict(t, response, document)
			if !decodes(t, response, document) {
				t.Errorf("%s: refused: %.500s", op.Path, document)
			}
		}
	}
}

// Responses that are truncated, or in which one byte is wrong, at many places.
func TestDamagedResponses(t *testing.T) {
	t.Parallel()
	for path, response := range responseTypes(t) {
		document := sample(response)
		step := 1 + len(document)/40
		for at := 0; at < len(document); at += step {
			checkVerdict(t, response, document[:at])
			if decodes(t, response, document[:at]) {
				t.Errorf("%s: half a response is accepted: %.500s", path, document[:at])
			}
			for _, c := range []byte("\"}0\xff") {
				damaged := bytes.Clone(document)
				damaged[at] = c
				decodes(t, response, damaged)
			}
		}
	}
}

// maxTimes bounds how many times of a response are tried; the longest responses have thousands.
const maxTimes = 20

// sampleTime is the time in samples.
const sampleTime = `"2026-02-03T04:05:06.789Z"`

// A malformed time is left out alone, and reported.
func TestMalformedTimes(t *testing.T) {
	t.Parallel()
	for path, response := range responseTypes(t) {
		document := sample(response)
		before, rest, isTime := bytes.Cut(document, []byte(sampleTime))
		for range maxTimes {
			if !isTime {
				break
			}
			fast, slow := reflect.New(response), reflect.New(response)
			odd := slices.Concat(before, []byte(`"then"`), rest)
			verdict, err := decode.Response(odd, fast.Interface(), nil)
			malformed := verdict.Malformed
			if err != nil || !verdict.Accepted() || len(malformed) != 1 || string(malformed[0].Raw) != `"then"` {
				t.Fatalf("%s: %v, %v: %.500s", path, malformed, err, odd)
			}
			without := slices.Concat(before, []byte("null"), rest)
			if err := json.Unmarshal(without, slow.Interface()); err != nil || !reflect.DeepEqual(fast.Interface(), slow.Interface()) {
				t.Fatalf("%s: %s was not left out alone: %v: %.500s", path, malformed[0].Path, err, odd)
			}
			var more []byte
			more, rest, isTime = bytes.Cut(rest, []byte(sampleTime))
			before = slices.Concat(before, []byte(sampleTime), more)
		}
	}
}

// maxSeed bounds the length of seeds: the longest responses would take all the time.
const maxSeed = 4 << 10

func FuzzResponses(f *testing.F) {
	var paths []string
	found := responseTypes(f)
	for _, op := range gen.Operations() {
		if response := found[op.Path]; response != nil {
			if seed := sample(response); len(seed) < maxSeed {
				f.Add(uint8(len(paths)), seed)
			}
			paths = append(paths, op.Path)
		}
	}
	f.Fuzz(func(t *testing.T, index uint8, document []byte) {
		response := found[paths[int(index)%len(paths)]]
		checkVerdict(t, response, document)
		decodes(t, response, document)
	})
}
