// Package repo holds the repository to its own rules: which package may import which, that nothing
// in gen is hand-written and all of it is documented, that each operation has a method, and that the
// code in README.md is code that runs.
package repo
