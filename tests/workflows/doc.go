// Package workflows tests the folder .github: each step of a workflow can run here, no job has more
// rights than it needs, and the scripts pack an update and open its pull request.
package workflows
