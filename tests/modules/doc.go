// Package modules tests the modules in its folder, which import the client as any other module does:
// consumer measures how much a program grows, and tracing records calls with OpenTelemetry.
package modules
