-- Points of the time lines of much used tags, an hour a row, for each filter; in steps of five minutes and of an hour with
-- spellings and sketches of the authors, which rankings use. Made anew with the sums of the hour, and valid only while
-- those are.
create table hashtag_line (
    generation bigint not null,
    start timestamptz not null,
    tag text collate "C" not null,
    step int not null,                          -- minutes from one point to the next
    network text collate "C",                   -- null: all of them
    lang text collate "C",                      -- null: all of them
    minutes bigint[] not null,                  -- of each point, from the start of the hour
    posts bigint[] not null,
    reposts bigint[] not null,
    authors bigint[] not null,
    detail_minutes bigint[],                    -- like minutes; null where rows tell as quickly
    spellings text[],                           -- of each of these, as JSON: posts by spelling
    sketches bytea[]                            -- of each of these: the authors; null if there is none
);
create index hashtag_line_tag on hashtag_line (generation, tag, step, start, network, lang);
create index hashtag_line_start on hashtag_line (start, generation);

-- A filter is decided in the index: of a much used tag most rows are of other networks and languages.
drop index hashtag_rollup_tag;
create index hashtag_rollup_tag on hashtag_rollup (generation, span, tag, start, network, lang);

-- The last hours are summed once more, so that they have lines too.
insert into hashtag_change (generation, span, start, changes, tags, pending, at)
select distinct generation, 1, start, 1, null::text[], true, now() from hashtag_rollup
where span = 60 and start > now() - interval '2 days';
