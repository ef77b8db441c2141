// Package tracing records calls to Seam as spans of OpenTelemetry. The client needs no support for
// that: it sends through the transport that it is given, and each attempt is a span.
package tracing

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func Example() {
	spans := tracetest.NewInMemoryExporter() // in a program, the exporter that it has
	tracing := trace.NewTracerProvider(trace.WithSyncer(spans))

	srv := seamtest.NewServer() // Seam itself: http.DefaultTransport instead of srv
	client, err := seam.NewClient(seam.APIKey(srv.APIKey()), seam.WithTransport(
		otelhttp.NewTransport(srv,
			otelhttp.WithTracerProvider(tracing),
			otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return "Seam " + r.URL.Path }),
		)))
	if err != nil {
		log.Fatal(err)
	}

	ctx, checkIn := tracing.Tracer("hotel").Start(context.Background(), "check in")
	for _, err := range client.ACS.Credentials.List(ctx, seam.CredentialFilter{}) {
		if err != nil {
			log.Fatal(err)
		}
	}
	_, err = client.ACS.Credentials.Get(ctx, "0e1f4f1a-8ad6-4b2e-9d1a-0f3a5a8b7c6d")
	fmt.Println(err != nil)
	checkIn.End()

	for _, span := range spans.GetSpans() {
		fmt.Println(span.Name, span.Status.Code, span.Parent.SpanID() == checkIn.SpanContext().SpanID())
	}
	// Output:
	// true
	// Seam /acs/credentials/list Unset true
	// Seam /acs/credentials/get Error true
	// check in Unset false
}
