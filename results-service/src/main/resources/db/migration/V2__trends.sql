-- The latest word on each trend; an empty network or language stands for all of them.
create table trend (
    tag text collate "C" not null,
    network text collate "C" not null,
    lang text collate "C" not null,
    display text not null,
    score double precision not null,
    observed double precision not null,
    baseline double precision not null,
    state text not null,
    why text not null,
    since timestamptz not null,
    at timestamptz not null,                    -- end of the window looked at: what makes one word newer than another
    arrived timestamptz not null,               -- when the broker took it
    primary key (tag, network, lang)
);
create index trend_arrived on trend (arrived);
