// Package modules tests the modules in its folder, which import the client as any other module does:
// consumer measures what the client adds to a program, and tracing records calls with OpenTelemetry.
package modules
