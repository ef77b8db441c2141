package main

import (
	"context"
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// validate refuses what is not an OpenAPI document. It switches none of
// kin-openapi's checks off: Seam's document has passed all of them in every
// release from 1.199.0 on, so one that does not is worth a person's look. The
// loader follows no reference out of the document, which would reach the
// network or the disk.
func validate(ctx context.Context, data []byte) error {
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return fmt.Errorf("it is not an OpenAPI document (take another version): %w", err)
	}
	if err := doc.Validate(ctx); err != nil {
		return fmt.Errorf("it is not a valid OpenAPI document (take another version): %w", err)
	}
	return nil
}
