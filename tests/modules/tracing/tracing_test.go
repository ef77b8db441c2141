// Package tracing records calls to Seam as spans of OpenTelemetry. The client needs no support for
// that: it sends each attempt through the transport that it is given, and otelhttp makes it a span.
package tracing

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// An operator sees in a trace which operations a check-in called, on which device, and which attempt failed.
//
// Each attempt is a span with the operation as its name, so a retry is a second span. The span is a child of
// the span in the context of the call. It has no body, and so no PIN.
func Example() {
	spans := tracetest.NewInMemoryExporter() // in a program, the exporter that it has
	provider := sdk.NewTracerProvider(sdk.WithSyncer(spans))
	srv := seamtest.NewServer() // Seam itself: http.DefaultTransport instead of srv
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House"})

	client, err := seam.NewClient(seam.APIKey(srv.APIKey()), seam.WithTransport(tracingTransport(srv, provider)))
	if err != nil {
		log.Fatal(err)
	}

	ctx, checkIn := provider.Tracer("hotel").Start(context.Background(), "check in")
	srv.FailNext("/devices/get", http.StatusServiceUnavailable, "service_unavailable", "Try again")
	if _, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID}); err != nil {
		log.Fatal(err)
	}
	for _, err := range client.ACS.Credentials.List(ctx, seam.CredentialFilter{}) {
		if err != nil {
			log.Fatal(err)
		}
	}
	checkIn.End()

	for _, span := range spans.GetSpans() {
		attributes := attribute.NewSet(span.Attributes...)
		deviceID, _ := attributes.Value("seam.device_id")
		fmt.Println(span.Name, span.Status.Code, span.Parent.SpanID() == checkIn.SpanContext().SpanID(), deviceID.AsString() == lockID)
	}
	// Output:
	// Seam /devices/get Error true true
	// Seam /devices/get Unset true true
	// Seam /acs/credentials/list Unset true false
	// check in Unset false false
}

// tracingTransport records each request that it sends through base as a span.
func tracingTransport(base http.RoundTripper, provider trace.TracerProvider) http.RoundTripper {
	return otelhttp.NewTransport(spanDetails{base},
		otelhttp.WithTracerProvider(provider),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string {
			call, ok := seam.CallFromContext(r.Context())
			if !ok {
				return r.Method // not sent by a seam.Client
			}
			return "Seam " + call.Operation
		}))
}

// spanDetails adds the device of a call to the span of its request.
type spanDetails struct{ base http.RoundTripper }

func (t spanDetails) RoundTrip(r *http.Request) (*http.Response, error) {
	if call, ok := seam.CallFromContext(r.Context()); ok {
		if id := call.ID("device_id"); id != "" {
			trace.SpanFromContext(r.Context()).SetAttributes(attribute.String("seam.device_id", id))
		}
	}
	return t.base.RoundTrip(r)
}
