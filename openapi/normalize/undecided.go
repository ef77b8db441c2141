package normalize

import "errors"

// refuseUndecided refuses a document with places that the reviewed lists do not
// know: what they become in Go cannot change once a release has it. Documents can
// be compared all the same, so [ReadContract] goes without this pass.
func refuseUndecided(d *document) error { return errors.Join(d.undecided...) }
