-- Pairs of hashtags by minute, with partitions by day, sums of hours and days, and a log of changes: as V10 has them for
-- hashtags. A pair is one row, the tag that comes first by code point in front.
create table related_window (
    generation bigint not null,
    window_start timestamptz not null,
    tag text collate "C" not null,
    related text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    posts bigint not null,
    reposts bigint not null,
    batch bigint not null,                      -- newest batch of this generation in the row
    version bigint not null,                    -- number of writes
    span int not null default 1,                -- minutes the row stands for
    primary key (generation, window_start, tag, related, network, lang)
) partition by range (window_start);
-- One index for each side of the pair, see RATIONALE.md.
create index related_window_tag on related_window (generation, tag, window_start);
create index related_window_related on related_window (generation, related, window_start);
create table related_window_other partition of related_window default with (fillfactor = 85);

create table related_day (
    day date primary key,
    written date not null,
    span int not null default 1
);

create table related_rollup (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    tag text collate "C" not null,
    related text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    posts bigint not null,
    reposts bigint not null,
    primary key (generation, span, start, tag, related, network, lang)
) with (fillfactor = 85);
create index related_rollup_tag on related_rollup (generation, span, tag, start);
create index related_rollup_related on related_rollup (generation, span, related, start);

create table related_change (
    generation bigint not null,
    span int not null,
    start timestamptz not null,
    changes bigint not null,
    tags text[],                                -- the first tags of the pairs concerned; null for all
    pending boolean not null,
    at timestamptz not null
);
create index related_change_start on related_change (generation, span, start) include (changes);
create index related_change_pending on related_change (generation, span, start) include (at) where pending;

-- What sums do not have starts from nothing, so that Thinning need not know of it.
alter table hashtag_window alter column authors set default 0;
alter table activity_window alter column subjects set default 0;
