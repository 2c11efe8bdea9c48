-- Identities are compared by code point: the ranking's order of ties must not depend on the server's locale,
-- and "C" is the cheapest order there is.

-- One row per generation of the counting query that is known and not yet cleared away.
create table generation (
    generation bigint primary key,              -- creation time of the checkpoint, epoch milliseconds
    ordinal int not null unique,                -- position in the order of appearance, part of published versions
    state text not null check (state in ('BUILDING', 'CARRYING', 'SERVING', 'RETIRED')),
    first_seen timestamptz not null,
    source_ids text,                            -- topic ids of the source topics when first seen
    source_targets text,                        -- end offsets of the source topics when first seen, JSON
    reached_at timestamptz,                     -- when the processor was first seen at or behind source_targets
    delta_targets text,                         -- end offsets of the delta topics after that, JSON
    carry_before timestamptz,                   -- older windows are carried over from the generation before
    published boolean not null                  -- whether all rows have been said on Kafka since it serves
);
create unique index generation_serving on generation (state) where state = 'SERVING';

-- How far a job over all windows of a generation has come.
create table generation_step (
    generation bigint not null,
    step text not null,
    kind text not null,
    next_window timestamptz not null,
    primary key (generation, step, kind)
);

-- (generation, window_start, …) as primary key: a ranking reads one range of it. Daily partitions by window_start
-- can be put under the same key later.
create table hashtag_window (
    generation bigint not null,
    window_start timestamptz not null,
    tag text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    posts bigint not null,
    reposts bigint not null,
    authors bigint not null,
    batch bigint not null,                      -- newest batch of this generation in the row
    version bigint not null,                    -- number of writes
    display text not null,
    authors_sketch bytea,
    samples text,                               -- JSON, see HashtagSamples
    primary key (generation, window_start, tag, network, lang)
) with (fillfactor = 85, toast_tuple_target = 256);
-- Wide values move out of the row, so that a ranking over many rows reads narrow ones.
alter table hashtag_window alter column samples set storage external;
alter table hashtag_window alter column authors_sketch set storage external;
create index hashtag_window_tag on hashtag_window (generation, tag, window_start);

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
    subjects_sketch bytea,
    primary key (generation, window_start, type, source)
) with (fillfactor = 85, toast_tuple_target = 256);
alter table activity_window alter column subjects_sketch set storage external;
create index activity_window_type on activity_window (generation, type, window_start);

-- The latest report of every component.
create table pipeline_report (
    component text collate "C" primary key,
    at timestamptz not null,
    report text not null
);
