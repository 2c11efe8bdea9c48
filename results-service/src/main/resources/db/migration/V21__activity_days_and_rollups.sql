-- Activity by day, with sums of hours and days: as V10 does for hashtags. The table as it was becomes the partition for
-- every day that has none of its own, so nothing is copied.
alter table activity_window rename to activity_window_other;
alter index activity_window_pkey rename to activity_window_other_pkey;
alter index activity_window_type rename to activity_window_other_type;
-- Minutes the row stands for: more than one once a day has been thinned, see Thinning.
alter table activity_window_other add column span int not null default 1;
create table activity_window (
    generation bigint not null,
    window_start timestamptz not null,
    type text collate "C" not null,
    source text collate "C" not null,
    events bigint not null,
    subjects bigint not null,
    value_sum numeric,
    batch bigint not null,
    version bigint not null,
    subjects_sketch bytea storage external,
    span int not null default 1,
    primary key (generation, window_start, type, source)
) partition by range (window_start);
create index activity_window_type on activity_window (generation, type, window_start);
alter table activity_window attach partition activity_window_other default;

-- When the rows of a day were last written.
create table activity_day (
    day date primary key,
    written date not null,
    span int not null default 1                 -- minutes its rows stand for
);
insert into activity_day (day, written)
select distinct (window_start at time zone 'UTC')::date, current_date from activity_window;

-- Sums of hours (span 60) and days (span 1440), made from activity_window and from nothing else. A bucket counts only
-- while activity_change has nothing pending in it.
create table activity_rollup (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    type text collate "C" not null,
    source text collate "C" not null,
    events bigint not null,
    value_sum numeric,
    subjects_sketch bytea storage external,
    primary key (generation, span, start, type, source)
) with (fillfactor = 85, toast_tuple_target = 256);
create index activity_rollup_type on activity_rollup (generation, span, type, start);

-- What has been written since, see hashtag_change.
create table activity_change (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    changes bigint not null,
    types text[],                               -- the types concerned; null for all
    pending boolean not null,
    at timestamptz not null
);
create index activity_change_start on activity_change (generation, span, start) include (changes);
create index activity_change_pending on activity_change (generation, span, start) include (at) where pending;
-- One line an hour is enough to have it summed. A line a minute would be half a million a year, among which each sum
-- looks for its own.
insert into activity_change (generation, span, start, changes, types, pending, at)
select distinct generation, 1, date_trunc('hour', window_start, 'UTC'), 1, null::text[], true, now() from activity_window;
