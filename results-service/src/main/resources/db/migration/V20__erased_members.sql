-- Entities that were erased and stay so, whatever is told of them again. A digest cannot be read back.
create table erased_member (
    segmentation text collate "C" not null,
    digest text collate "C" not null,           -- SHA-256 of the entity, hexadecimal
    at timestamptz not null default now(),
    primary key (segmentation, digest)
);
