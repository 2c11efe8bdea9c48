-- Windows by day. The table as it was becomes the partition for every day that has none of its own (old days that a
-- replay brings, and days far ahead), so nothing is copied. DayPartitions makes the others.
alter table hashtag_window rename to hashtag_window_other;
alter index hashtag_window_pkey rename to hashtag_window_other_pkey;
alter index hashtag_window_tag rename to hashtag_window_other_tag;
-- Minutes the row stands for: more than one once a day has been thinned, see Thinning.
alter table hashtag_window_other add column span int not null default 1;
create table hashtag_window (
    generation bigint not null,
    window_start timestamptz not null,
    tag text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    posts bigint not null,
    reposts bigint not null,
    authors bigint not null,
    batch bigint not null,
    version bigint not null,
    display text not null,
    authors_sketch bytea storage external,
    samples text storage external,
    span int not null default 1,
    primary key (generation, window_start, tag, network, lang)
) partition by range (window_start);
create index hashtag_window_tag on hashtag_window (generation, tag, window_start);
alter table hashtag_window attach partition hashtag_window_other default;

-- When the rows of a day were last written: a day is thinned only when nobody has written to it for as long as it is
-- kept, so that an old file that was replayed yesterday is not thinned today.
create table hashtag_day (
    day date primary key,
    written date not null,
    span int not null default 1                 -- minutes its rows stand for
);
insert into hashtag_day (day, written)
select distinct (window_start at time zone 'UTC')::date, current_date from hashtag_window;

-- Sums of hours (span 60) and days (span 1440), made from hashtag_window and from nothing else. A bucket counts only
-- while hashtag_change has nothing pending in it.
create table hashtag_rollup (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    tag text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    posts bigint not null,
    reposts bigint not null,
    display text not null,
    authors_sketch bytea storage external,
    primary key (generation, span, start, tag, network, lang)
) with (fillfactor = 85, toast_tuple_target = 256);
create index hashtag_rollup_tag on hashtag_rollup (generation, span, tag, start);

-- What has been written since: one row for each transaction and minute (span 1), and for each hour that was summed
-- again (span 60). Rows that are no longer pending are merged; the sum of changes of a minute only ever grows, which is
-- how caches know that a minute is another one than they have seen.
create table hashtag_change (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    changes bigint not null,
    tags text[],                                -- the tags concerned; null for all
    pending boolean not null,
    at timestamptz not null
);
create index hashtag_change_start on hashtag_change (generation, span, start) include (changes);
create index hashtag_change_pending on hashtag_change (generation, span, start) include (at) where pending;
insert into hashtag_change (generation, span, start, changes, tags, pending, at)
select distinct generation, 1, window_start, 1, null::text[], true, now() from hashtag_window;
