package docsite

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is what the checks need of a page.
type page struct {
	synopsis string          // the first sentence of the package comment
	ids      map[string]bool // the anchors
	links    []string        // the targets of links and the sources of images
	brackets []string        // doc links that were not resolved
}

// unresolved matches a doc link that is shown as written. In Go code, a word is before the bracket,
// as in Page[Device], or after it, as in [Size]byte.
var unresolved = regexp.MustCompile(`(?:^|[\s(])(\[\*?[A-Za-z][\w.*/]*\])(?:$|\W)`)

func parsePage(text string) (*page, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	p := &page{ids: map[string]bool{}}
	p.read(root)
	return p, nil
}

func (p *page) read(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		for _, match := range unresolved.FindAllStringSubmatch(n.Data, -1) {
			p.brackets = append(p.brackets, match[1])
		}
	case n.Type == html.ElementNode && slices.Contains([]string{"pre", "code", "script", "style"}, n.Data):
		// Brackets are part of the code. Links in a declaration count.
		p.readElement(n)
		for child := range n.Descendants() {
			p.readElement(child)
		}
		return
	}
	p.readElement(n)
	for child := range n.ChildNodes() {
		p.read(child)
	}
}

func (p *page) readElement(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if n.Data == "meta" && attribute(n, "name") == "Description" {
		p.synopsis = attribute(n, "content")
	}
	if id := attribute(n, "id"); id != "" {
		p.ids[id] = true
	}
	for _, key := range []string{"href", "src"} {
		if link := attribute(n, key); link != "" {
			p.links = append(p.links, link)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func TestParsePage(t *testing.T) {
	t.Parallel()
	p, err := parsePage(`<html><head><meta name="Description" content="Package p does."></head><body>
		<p id="top">See [Lost] and (<a href="/p#Found">Found</a>), [*pkg.Gone], Page[Device], [Size]byte and [1].</p>
		<pre>m := [T]int{} <a href="/builtin#int">int</a></pre><img src="/files/a.svg"></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"[Lost]", "[*pkg.Gone]"}; !slices.Equal(p.brackets, want) {
		t.Errorf("brackets %q, want %q", p.brackets, want)
	}
	if want := []string{"/p#Found", "/builtin#int", "/files/a.svg"}; !slices.Equal(p.links, want) {
		t.Errorf("links %q, want %q", p.links, want)
	}
	if p.synopsis != "Package p does." || !p.ids["top"] || len(p.ids) != 1 {
		t.Errorf("synopsis %q, anchors %v", p.synopsis, p.ids)
	}
}
