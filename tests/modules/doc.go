// Package modules tests the modules below its folder, which import the client as any other module
// would: consumer measures what a program pays for it, tracing sends calls as spans of OpenTelemetry.
package modules
