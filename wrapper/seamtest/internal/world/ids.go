package world

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// NextID returns the next ID of a kind. It has the form of a UUID of version 4, but is not random.
// Each kind has a separate counter, so that a test that makes one more user keeps the IDs of its
// credentials.
func (w *World) NextID(kind string) string {
	b := w.NextBytes(kind)
	setVersion(&b)
	return formatUUID(b)
}

// NextBytes returns bytes that depend on the seed, on the kind, and on the number of earlier calls for
// this kind.
func (w *World) NextBytes(kind string) [sha256.Size]byte {
	w.counts[kind]++
	return sha256.Sum256(fmt.Appendf(nil, "seamtest %q %s %d", w.seed, kind, w.counts[kind]))
}

// setVersion marks the first 16 bytes as a UUID of version 4.
func setVersion(b *[sha256.Size]byte) {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
}

func formatUUID(b [sha256.Size]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// NextExampleID returns an ID for an object that exists only in an example response. The second half of
// the ID is computed from the first, so that [World.IsExampleID] recognizes it without a table.
func (w *World) NextExampleID(kind string) string {
	b := w.NextBytes("example " + kind)
	setVersion(&b)
	copy(b[8:16], w.secondHalf(kind, b[:8]))
	return formatUUID(b)
}

// IsExampleID reports whether an ID came from [World.NextExampleID] of this world and kind.
func (w *World) IsExampleID(kind, id string) bool {
	b, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	return err == nil && len(b) == 16 && bytes.Equal(b[8:], w.secondHalf(kind, b[:8]))
}

// secondHalf computes the second half of an example's ID from the first.
func (w *World) secondHalf(kind string, half []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "seamtest %q example %s %x", w.seed, kind, half))
	setVersion(&sum)
	return sum[8:16]
}
