// Package workflows tests what .github holds: that each step of a workflow can run here, that no job
// has more rights than it needs, and the scripts that pack an update and open its pull request.
package workflows
