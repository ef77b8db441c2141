package model

import (
	"encoding/binary"
	"io"
	"net"
)

// The parts of HTTP/2 (RFC 9113) that the model server speaks.
const (
	preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

	dataFrame     = 0x0
	headersFrame  = 0x1
	resetFrame    = 0x3
	settingsFrame = 0x4
	pingFrame     = 0x6
	goAwayFrame   = 0x7

	endStream  = 0x1 // on data and headers
	ackFlag    = 0x1 // on settings and pings
	endHeaders = 0x4

	noError       = 0x0
	protocolError = 0x1
	internalError = 0x2
	refusedStream = 0x7
	cancelled     = 0x8
	calmDown      = 0xb
	onlyHTTP11    = 0xd

	// status200 and status103 are :status in HPACK: an entry of its table, and a literal.
	status200 = "\x88"
	status103 = "\x08\x03103"
)

// framed is the server's end of an HTTP/2 connection. A goroutine writes the frames: on a pipe, two
// ends that both write would wait for each other.
type framed struct {
	conn   net.Conn
	out    chan []byte
	status string // the headers of the response to the present request
}

func newFramed(conn net.Conn) *framed { return &framed{conn: conn, out: make(chan []byte, 64)} }

// writeAll writes the frames until out is closed, and then closes the connection.
func (f *framed) writeAll() {
	for frame := range f.out {
		_, _ = f.conn.Write(frame)
	}
	_ = f.conn.Close()
}

// drain ends the frames, and reads on until the last of them is written.
func (f *framed) drain() {
	close(f.out)
	_, _ = io.Copy(io.Discard, f.conn)
}

func (f *framed) write(kind, flags byte, stream uint32, payload string) {
	frame := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
	frame = append(frame, flags)
	frame = binary.BigEndian.AppendUint32(frame, stream)
	f.out <- append(frame, payload...)
}

func (f *framed) reset(stream, code uint32) {
	f.write(resetFrame, 0, stream, string(binary.BigEndian.AppendUint32(nil, code)))
}

// goAway says that no stream after last was processed, and the reason for the end.
func (f *framed) goAway(last, code uint32) {
	payload := binary.BigEndian.AppendUint32(nil, last)
	f.write(goAwayFrame, 0, 0, string(binary.BigEndian.AppendUint32(payload, code)))
}

// requests calls handle for each request that arrives whole, with its body, until the connection
// or handle ends it. It does not look at headers.
func (f *framed) requests(handle func(stream uint32, body []byte) (goOn bool)) {
	if _, err := io.ReadFull(f.conn, make([]byte, len(preface))); err != nil {
		return
	}
	f.write(settingsFrame, 0, 0, "")
	bodies := map[uint32][]byte{}
	for {
		kind, flags, stream, payload, err := f.read()
		switch {
		case err != nil:
			return
		case kind == settingsFrame && flags&ackFlag == 0:
			f.write(settingsFrame, ackFlag, 0, "")
		case kind == pingFrame && flags&ackFlag == 0:
			f.write(pingFrame, ackFlag, 0, string(payload))
		case kind == dataFrame:
			bodies[stream] = append(bodies[stream], payload...)
		}
		if (kind == dataFrame || kind == headersFrame) && flags&endStream != 0 && !handle(stream, bodies[stream]) {
			return
		}
	}
}

func (f *framed) read() (kind, flags byte, stream uint32, payload []byte, err error) {
	head := make([]byte, 9)
	if _, err := io.ReadFull(f.conn, head); err != nil {
		return 0, 0, 0, nil, err
	}
	payload = make([]byte, binary.BigEndian.Uint32(head)>>8)
	_, err = io.ReadFull(f.conn, payload)
	return head[3], head[4], binary.BigEndian.Uint32(head[5:]), payload, err
}
