// Package repo holds the repository to its own rules: which package may import which, that nothing
// in gen is hand-written and all of it is documented, that each operation has a method, and that the
// links and the code in Markdown lead to files that exist and to code that compiles.
package repo
