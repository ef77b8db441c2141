// Package generation proves that documents other than the vendored one generate code that compiles:
// older releases, names that gen declares itself, and texts and names that try to become code.
package generation
