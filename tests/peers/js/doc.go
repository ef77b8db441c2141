// Package js compares our client and seamtest with Seam's own JavaScript client: both clients make
// the same calls, and must get the same results although they send them differently.
package js
