// Package modules tests the modules in its folder and the example modules. Some import the client as any
// other module does: consumer measures how much a program grows, and tracing records calls with
// OpenTelemetry. docsite checks the pages of a documentation server.
package modules
