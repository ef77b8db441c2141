-- Times are microseconds since 1970, by the clock of the database. 0 and '' stand for nothing.

create table if not exists bookings (
	key         text   primary key,
	desired     text   not null,             -- the Booking that is wanted, as JSON
	generation  bigint not null,
	done        bigint not null default 0,   -- the generation that has been worked
	identity_id text   not null default '',  -- the user identity that this booking alone has
	made        text   not null default '',  -- the Booking that Seam has, as JSON
	seam_id     text   not null default '',  -- the ID of the credential, access grant or access code
	issued_at   bigint not null default 0,
	sent_at     bigint not null default 0,   -- when a request was sent whose outcome is not recorded
	sent        text   not null default '',  -- that request, as JSON
	due_at      bigint not null default 0,   -- when its next request may enter its lane
	problem     text   not null default '',  -- why Seam refused the booking
	changed_at  bigint not null
);

create index if not exists bookings_seam_id on bookings (seam_id);

create index if not exists bookings_identity_id on bookings (identity_id);

-- A lane is an operation on a device. It has as many slots as Seam accepts requests in a period.
create table if not exists slots (
	lane        text   not null,
	number      bigint not null,
	free_at     bigint not null default 0,  -- a period after the last request
	held_until  bigint not null default 0,  -- a request without a response may still be counted until then
	promised_at bigint not null default 0,  -- when the last request that waits for the slot is due
	primary key (lane, number)
);

create table if not exists pauses (
	lane  text   primary key,
	until bigint not null                   -- Seam asked to wait until then
);

create table if not exists events (
	event_id    text   not null,
	subject     text   not null,             -- a seam_id
	type        text   not null,
	occurred_at bigint not null,
	handled     bigint not null default 0,
	primary key (event_id, subject)
);

create index if not exists events_subject on events (subject, handled);

create index if not exists events_occurred_at on events (occurred_at);

-- One row.
create table if not exists caught_up (
	id    bigint primary key,
	until bigint not null                    -- no events before are missing
);
