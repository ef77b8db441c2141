package main

// The parts of the module, with their place in the drawing. Each arrow leads to where data or a call
// goes next.
var (
	document   = box{24, 62, 150, file, "openapi.json", "Seam's document"}
	normalize  = box{212, 62, 150, buildTime, "openapi/normalize", "makes it fit for Go"}
	normalized = box{400, 62, 150, file, "normalized.json", "the same in our form"}
	codegen    = box{588, 62, 170, buildTime, "oapi-codegen", "+ openapi/templates"}
	generated  = box{810, 62, 146, generatedCode, "gen", "types and services"}

	newer   = box{24, 156, 150, file, "another document", "older or newer"}
	drift   = box{212, 156, 150, buildTime, "openapi/drift", "compares the two"}
	report  = box{400, 156, 150, file, "drift report", "what would break"}
	runtime = box{588, 156, 170, buildTime, "openapi/runtime", "lists, errors: copied"}

	program = box{24, 312, 124, outside, "a program", "imports seam"}
	seam    = box{186, 312, 150, handWritten, "wrapper", "package seam"}
	gen     = box{374, 312, 110, generatedCode, "gen", "services"}
	caller  = box{522, 312, 130, handWritten, "caller.go", "is a gen.Caller"}
	rest    = box{690, 312, 126, handWritten, "internal/rest", "attempts, retries"}
	http    = box{854, 312, 102, outside, "net/http", "sends"}

	redact   = box{364, 406, 130, handWritten, "internal/redact", "removes secrets"}
	decode   = box{522, 406, 130, handWritten, "internal/decode", "reads responses"}
	seamtest = box{690, 406, 126, handWritten, "seamtest", "a fake Seam"}
	server   = box{854, 406, 102, outside, "Seam", "over HTTPS"}
)

var boxes = []box{
	document, normalize, normalized, codegen, generated, newer, drift, report, runtime,
	program, seam, gen, caller, rest, http, redact, decode, seamtest, server,
}

var arrows = []arrow{
	{from: document, to: normalize}, {from: normalize, to: normalized}, {from: normalized, to: codegen}, {from: codegen, to: generated},
	{from: newer, to: drift}, {from: normalize, to: drift}, {from: drift, to: report}, {from: runtime, to: generated},
	{from: program, to: seam}, {from: seam, to: gen}, {from: gen, to: caller}, {from: caller, to: rest}, {from: rest, to: http}, {from: http, to: server},
	{from: rest, to: redact}, {from: rest, to: decode}, {from: rest, to: seamtest, inTests: true},
}
