package source

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"strings"
	"testing"
)

// archiveOf is a gzipped archive with the given headers, each with the text x.
func archiveOf(t *testing.T, headers ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	archive := tar.NewWriter(zipped)
	for _, header := range headers {
		header.Mode = 0o644
		if header.Typeflag == tar.TypeReg {
			header.Size = 1
		}
		if err := archive.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			if _, err := archive.Write([]byte("x")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Names that lead elsewhere are names of other files, and nothing is written.
func TestReadMembersIgnoresOtherNames(t *testing.T) {
	t.Chdir(t.TempDir())
	archive := archiveOf(t,
		tar.Header{Typeflag: tar.TypeReg, Name: "../a"},
		tar.Header{Typeflag: tar.TypeReg, Name: "/a"},
		tar.Header{Typeflag: tar.TypeReg, Name: "./a"},
		tar.Header{Typeflag: tar.TypeReg, Name: "b/../a"},
		tar.Header{Typeflag: tar.TypeSymlink, Name: "b", Linkname: "/etc"},
		tar.Header{Typeflag: tar.TypeReg, Name: "b/passwd"},
	)
	found, err := readMembers(archive, "a")
	if err != nil || len(found) != 0 {
		t.Errorf("got %q, %v", found, err)
	}
	if left, err := os.ReadDir("."); err != nil || len(left) != 0 {
		t.Errorf("it wrote %v, %v", left, err)
	}
}

func TestReadMembersRefuses(t *testing.T) {
	regular := tar.Header{Typeflag: tar.TypeReg, Name: "a"}
	for want, archive := range map[string][]byte{
		"a occurs twice":       archiveOf(t, regular, regular),
		"a is no regular file": archiveOf(t, tar.Header{Typeflag: tar.TypeSymlink, Name: "a", Linkname: "/etc/passwd"}),
		"unpacks to more":      bomb(t),
	} {
		found, err := readMembers(archive, "a")
		if err == nil || !strings.Contains(err.Error(), want) || found != nil {
			t.Errorf("got %q, %v, want %s", found, err, want)
		}
	}
}

// bomb is an archive of little size whose one file unpacks to more than is read.
func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if err := tar.NewWriter(zipped).WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: "other", Size: 2 * maxUnpacked}); err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range maxUnpacked>>20 + 1 {
		if _, err := zipped.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
