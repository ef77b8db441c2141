package main

import (
	"context"
	"time"
)

// client is one way to use Seam. Every client does the same work.
type client interface {
	// create creates one credential.
	create(ctx context.Context) error
	// page fetches one page of credentials and returns their number.
	page(ctx context.Context) (int, error)
	// list reads all credentials one by one and returns their number.
	list(ctx context.Context) (int, error)
	// wait polls an action attempt until it has ended.
	wait(ctx context.Context, id string) error
}

const (
	apiKey   = "seam_bench_0123456789abcdef0123456789"
	acsUser  = "e3d1b5d8-8f52-4f0c-8a3b-5a0d1c2b3e4f"
	entrance = "0a9f2c3e-5d71-4d2b-9c55-6f1a7b8c9d0e"
	pin      = "824759"
)

var (
	startsAt = time.Date(2026, 7, 1, 14, 0, 0, 0, time.UTC)
	endsAt   = time.Date(2026, 7, 4, 11, 0, 0, 0, time.UTC)
)

// The operations that every client calls.
const (
	pathCreate = "/acs/credentials/create"
	pathList   = "/acs/credentials/list"
	pathLook   = "/action_attempts/get"
)
