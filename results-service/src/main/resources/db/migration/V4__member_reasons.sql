-- What places an entity in its segment: JSON, see MemberReasons.
alter table member add column reasons text;
