// A module that uses this one as any other would: by its public names alone.
module example.com/consumer

go 1.26

require github.com/seam-go/seam v0.0.0

require github.com/oapi-codegen/nullable v1.1.0 // indirect

replace github.com/seam-go/seam => ../..
