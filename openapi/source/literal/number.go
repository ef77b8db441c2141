package literal

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	decimal = regexp.MustCompile(`^(0|[1-9](_?[0-9])*)?(\.([0-9](_?[0-9])*)?)?([eE][+-]?[0-9](_?[0-9])*)?`)
	based   = regexp.MustCompile(`^0([xX][0-9a-fA-F](_?[0-9a-fA-F])*|[oO][0-7](_?[0-7])*|[bB][01](_?[01])*)`)
)

// number reads a number with its sign and writes it as JavaScript would.
func (r *reader) number() error {
	start := r.at
	negative := r.take("-")
	if !negative {
		r.take("+")
	}
	n, err := r.unsigned()
	if err == nil && (isDigit(r.peek()) || r.peek() == '.' || r.word() != "") {
		r.at = start
		err = r.fail("the number is not one that this reader knows")
	}
	if err != nil {
		return err
	}
	if negative && n != 0 { // JSON.stringify writes -0 as 0
		n = -n
	}
	text, err := json.Marshal(n)
	if err != nil {
		r.at = start
		return r.fail("the number is too large")
	}
	r.out = append(r.out, text...)
	return nil
}

func (r *reader) unsigned() (float64, error) {
	if text := based.Find(r.in[r.at:]); text != nil {
		n, err := strconv.ParseUint(string(text), 0, 53)
		if err != nil {
			return 0, r.fail("the number is too large")
		}
		r.at += len(text)
		return float64(n), nil
	}
	text := string(decimal.Find(r.in[r.at:]))
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	switch {
	case math.IsInf(n, 0):
		return 0, r.fail("the number is too large")
	case err != nil:
		return 0, r.unexpected("a number")
	}
	r.at += len(text)
	return n, nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
