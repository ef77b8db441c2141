package seam

// Version is the version of this module. It is sent with every request as seam-sdk-version and
// in User-Agent, so that Seam's support can tell which client a request came from.
const Version = "0.1.0"

const sdkName = "seam-go"
