// The pages of a documentation server are checked in a module of their own, so that the server stays
// out of the client's go.mod.
module github.com/seam-go/seam/tests/modules/docsite

go 1.26.0

tool golang.org/x/pkgsite/cmd/pkgsite

require (
	github.com/seam-go/seam v0.0.0
	golang.org/x/net v0.62.0
)

replace github.com/seam-go/seam => ../../..

require (
	github.com/google/licensecheck v0.3.1 // indirect
	github.com/google/safehtml v0.0.3-0.20211026203422-d6f0e11a5516 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/pkgsite v0.6.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/text v0.43.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
	rsc.io/markdown v0.0.0-20231214224604-88bb533a6020 // indirect
)
