-- The yearly extract: what the national report said as of a date, kept as bytes that are never changed.

alter table mottagning drop constraint mottagning_slag_check;
alter table mottagning add constraint mottagning_slag_check
  check (slag in ('KODLISTA', 'FORBUND', 'INSATS', 'REGISTRERING', 'TIDPLAN', 'UPPLASNING', 'ATTEST', 'EKONOMI', 'DELTAGARANSVARIG', 'ARSUTTAG'));

create table arsuttag (
  nr            bigint generated always as identity primary key,
  ar            smallint    not null check (ar between 2023 and 2200),
  huvudversion  int         not null check (huvudversion > 0),
  underversion  int         not null check (underversion >= 0),
  nummer        text        not null unique generated always as (ar::text || '.' || huvudversion::text || '.' || underversion::text) stored,
  uttagsdatum   date        not null,
  per_tidpunkt  timestamptz not null,
  anteckning    text,
  regelversion  text        not null,
  innehall      bytea       not null,
  kontrollsumma bytea       not null,
  mottagning    bigint      not null references mottagning,
  mottagen      timestamptz not null,
  unique (ar, huvudversion, underversion),
  check (kontrollsumma = sha256(innehall)),
  check (per_tidpunkt <= mottagen)
);
comment on table  arsuttag is 'A yearly extract as it was taken. Never changed';
comment on column arsuttag.nr is 'Internal key';
comment on column arsuttag.ar is 'The year it tells of';
comment on column arsuttag.huvudversion is 'Running number within the year, new when a figure differs from the extract before';
comment on column arsuttag.underversion is 'Running number among extracts with the same figures';
comment on column arsuttag.nummer is 'Public number: year, huvudversion and underversion with points between';
comment on column arsuttag.uttagsdatum is 'The Swedish day as of whose end it tells';
comment on column arsuttag.per_tidpunkt is 'The exact instant: the end of that day, or the moment it was taken while the day was not over';
comment on column arsuttag.anteckning is 'Note by the one who took it; never about a person (R18)';
comment on column arsuttag.regelversion is 'The rules by which the content was made, and is verified';
comment on column arsuttag.innehall is 'The content: canonical JSON (RFC 8785), not disclosure-controlled';
comment on column arsuttag.kontrollsumma is 'SHA-256 of the content; never told in public, since hidden counts could be tried against it';
comment on column arsuttag.mottagning is 'The write that brought it';
comment on column arsuttag.mottagen is 'When it was taken';
create index arsuttag_mottagning on arsuttag (mottagning);

create table arsuttag_publicering (
  nr               bigint generated always as identity primary key,
  arsuttag         bigint      not null unique references arsuttag,
  troskel          int         not null check (troskel >= 0),
  troskel_personal int         not null check (troskel_personal >= 0),
  regelversion     text        not null,
  innehall         bytea       not null,
  kontrollsumma    bytea       not null,
  mottagning       bigint      not null references mottagning,
  mottagen         timestamptz not null,
  check (kontrollsumma = sha256(innehall))
);
comment on table  arsuttag_publicering is 'What was made public of a yearly extract, and when. Never changed; the latest of a year is the one that holds';
comment on column arsuttag_publicering.nr is 'Internal key, in the order of publication';
comment on column arsuttag_publicering.arsuttag is 'The extract';
comment on column arsuttag_publicering.troskel is 'Counts of deltagare from 1 to just below this were hidden (antal)';
comment on column arsuttag_publicering.troskel_personal is 'The same for staff (antal)';
comment on column arsuttag_publicering.regelversion is 'The rules of disclosure control by which it was protected';
comment on column arsuttag_publicering.innehall is 'The open document: canonical JSON (RFC 8785), disclosure-controlled';
comment on column arsuttag_publicering.kontrollsumma is 'SHA-256 of the open document';
comment on column arsuttag_publicering.mottagning is 'The write that brought it';
comment on column arsuttag_publicering.mottagen is 'When it was published';
create index arsuttag_publicering_mottagning on arsuttag_publicering (mottagning);

create table arsuttag_aterkallande (
  arsuttag      bigint      primary key references arsuttag,
  orsak         text        not null,
  mottagning    bigint      not null references mottagning,
  mottagen      timestamptz not null
);
comment on table  arsuttag_aterkallande is 'That a yearly extract was withdrawn, and why: none of its figures is told any more. Never changed';
comment on column arsuttag_aterkallande.arsuttag is 'The extract';
comment on column arsuttag_aterkallande.orsak is 'Why, told to everybody who asks for it; never about a person (R18)';
comment on column arsuttag_aterkallande.mottagning is 'The write that brought it';
comment on column arsuttag_aterkallande.mottagen is 'When it was withdrawn';
create index arsuttag_aterkallande_mottagning on arsuttag_aterkallande (mottagning);

create trigger endast_tillagg before update or delete on arsuttag for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on arsuttag execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on arsuttag_publicering for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on arsuttag_publicering execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on arsuttag_aterkallande for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on arsuttag_aterkallande execute function endast_tillagg('');
