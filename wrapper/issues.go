package seam

import (
	"reflect"
	"strings"
	"time"
)

// Issue is an error or a warning of a resource of any kind.
type Issue struct {
	// IsWarning is false for an error, which keeps the resource from working.
	IsWarning bool
	// Code is Seam's name for the issue, such as "device_offline". Seam may send codes that this
	// version does not know.
	Code string
	// Message is Seam's text for people.
	Message string
	// Since is when Seam found the issue; zero if Seam did not send the time.
	Since time.Time
}

// String returns the kind, the code and the message.
func (i Issue) String() string {
	kind := "error "
	if i.IsWarning {
		kind = "warning "
	}
	return kind + i.Code + ": " + i.Message
}

// IssuesOf returns the errors and then the warnings of any resource of this package or package gen, such
// as a [*Credential], an [*AccessGrant] or a [*gen.Device]. It returns nil if there are none, and for a
// value that is not a resource. Use it to report issues without their many types:
//
//	for _, issue := range seam.IssuesOf(device) {
//		log.Println(device.DeviceID, issue)
//	}
func IssuesOf(resource any) []Issue {
	return append(errorsOf(resource), warningsOf(resource)...)
}

func errorsOf(resource any) []Issue { return issuesIn(resource, "errors", "error_code") }

func warningsOf(resource any) []Issue {
	issues := issuesIn(resource, "warnings", "warning_code")
	for i := range issues {
		issues[i].IsWarning = true
	}
	return issues
}

// issuesIn reads the list with this JSON name from a resource. It uses reflection, because each kind of
// resource has its own types of issues, with the same JSON names.
func issuesIn(resource any, list, code string) []Issue {
	v := reflect.Indirect(reflect.ValueOf(resource))
	if v.Kind() != reflect.Struct {
		return nil
	}
	found := fieldNamed(v, list)
	if found.Kind() != reflect.Slice {
		return nil
	}
	var issues []Issue
	for i := range found.Len() {
		item := reflect.Indirect(found.Index(i))
		if item.Kind() != reflect.Struct {
			continue
		}
		issue := Issue{Code: textOf(fieldNamed(item, code)), Message: textOf(fieldNamed(item, "message"))}
		if since := fieldNamed(item, "created_at"); since.IsValid() {
			issue.Since, _ = reflect.TypeAssert[time.Time](since)
		}
		issues = append(issues, issue)
	}
	return issues
}

// fieldNamed returns the field with this JSON name, also from an embedded struct, or an invalid value.
func fieldNamed(v reflect.Value, name string) reflect.Value {
	for field, value := range v.Fields() {
		if key, _, _ := strings.Cut(field.Tag.Get("json"), ","); key == name {
			return value
		}
		if field.Anonymous && value.Kind() == reflect.Struct {
			if inner := fieldNamed(value, name); inner.IsValid() {
				return inner
			}
		}
	}
	return reflect.Value{}
}

func textOf(v reflect.Value) string {
	if v.Kind() == reflect.String {
		return v.String()
	}
	return ""
}
