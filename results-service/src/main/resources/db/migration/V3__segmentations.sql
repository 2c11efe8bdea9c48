-- Training runs. The run that counts is the promoted one that finished last, see SegmentationRuns.
create table segmentation_run (
    segmentation text collate "C" not null,
    version bigint not null,
    verdict text not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    entities bigint not null,
    run text not null,                          -- the data of the message as it was sent, JSON
    primary key (segmentation, version)
);

-- Where every entity is now. A row without segment is an entity that has left.
create table member (
    segmentation text collate "C" not null,
    entity text collate "C" not null,
    segment text collate "C",
    version bigint not null,
    distance double precision,
    at timestamptz not null,
    primary key (segmentation, entity)
);
create index member_segment on member (segmentation, segment, entity);

-- Every change of every entity: the state at any time is the last change until then.
create table member_change (
    segmentation text collate "C" not null,
    entity text collate "C" not null,
    at timestamptz not null,
    version bigint not null,
    segment text collate "C",
    distance double precision,
    primary key (segmentation, entity, at, version)
);
