// Package provision gives guests access to doors, from any number of machines, within Seam's limits, so
// that after any crash, lost response or double delivery each guest has exactly what was booked.
//
// It is an example to copy: change [Booking] to what you sell. [Store.Book] writes what is wanted, and a job
// for it, in your own transaction. A [Worker] makes Seam as it is wanted. The queue is River, on SQLite for
// one machine or PostgreSQL for several.
//
//	store, err := provision.Open(ctx, "provision.db")
//	worker, err := provision.NewWorker(store, seam.APIKey(key), provision.Options{Name: "worker-1"})
//	err = worker.Start(ctx)
//	err = store.BookNow(ctx, provision.Booking{Key: "4711", Generation: 1, …})
//
// # Why there is exactly one
//
// A job that fails is repeated, and a request that got no response may have been processed. So repeating
// alone makes things twice, and looking first is no help while the first request is still on its way. What is
// relied on instead:
//
//   - An access grant has a key, and Seam accepts a key once. It may be repeated at any time. This rests on
//     Seam alone.
//   - A credential or an access code has no key. Before its request is sent, the time is committed to the
//     database. If no outcome is recorded after it, nothing is tried until the request can no longer be under
//     way, and then the worker looks before it creates. This rests on Options.CallTimeout and Options.Margin:
//     that no request is processed later. And it rests on the database keeping what it has committed.
//   - A credential is found by its user identity, which belongs to one booking, and an access code by its
//     name. This rests on nobody else using them.
//   - An update or a deletion is repeated, but not before the one whose outcome is unknown can no longer be
//     under way: an old one could overtake a new one.
//
// One booking is worked by one job at a time, but nothing relies on it: whoever sends a request first takes
// the mark in the booking, which another worker cannot take.
//
// [Worker.Sweep] finds and repairs what these assumptions did not cover.
//
// # Limits
//
// Seam limits requests by operation and device. All workers share the limits in the database, so that they
// never send more together than Seam accepts. If Seam asks one worker to wait, all wait.
package provision
