// Package go2024 checks names of github.com/seamapi/go, the Go client that Seam published until April
// 2024.
package go2024
