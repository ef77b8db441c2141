// Package client proves from outside how gen and seam behave together: every operation over a fake
// transport, lists and their pages, unions, effects, and that no value shows a secret when printed.
package client
