create table insats (
  nr                bigint generated always as identity primary key,
  forbund           int     not null references forbund,
  kod               text    collate "C" not null check (kod ~ '^[a-z0-9-]{1,64}$'),
  inriktning        text    not null check (inriktning in ('INDIVIDINRIKTAD', 'STRUKTUROVERGRIPANDE')),
  individinriktad   boolean not null generated always as (inriktning = 'INDIVIDINRIKTAD') stored,
  uppfoljningsmetod text    not null check (uppfoljningsmetod in ('ANTAL_PER_KON', 'ANTAL_TOTALT')),
  esf_finansiering  boolean not null,
  check ((inriktning = 'INDIVIDINRIKTAD') = (uppfoljningsmetod = 'ANTAL_PER_KON')),
  unique (nr, forbund, kod, inriktning),
  unique (nr, individinriktad)
);
comment on table  insats is 'What can never change of an insats (R1). The rest is in insats_version';
comment on column insats.nr is 'Internal key';
comment on column insats.forbund is 'The förbund that finances it; a shared insats is one per förbund (R6)';
comment on column insats.kod is 'The client''s own id, unique among the förbund''s living insatser';
comment on column insats.inriktning is 'Aimed at individuals or at structure, never both (R1, R2)';
comment on column insats.individinriktad is 'The same as a boolean, so that registrering can be held to the right kind of counts';
comment on column insats.uppfoljningsmetod is 'Counts by kön (individinriktade) or in total (strukturövergripande) (R1, R5)';
comment on column insats.esf_finansiering is 'Financed wholly or partly by the European Social Fund (R1)';

create table insats_version (
  nr                    bigint generated always as identity primary key,
  insats                bigint      not null,
  forbund               int         not null,
  kod                   text        collate "C" not null,
  inriktning            text        not null,
  version               int         not null check (version > 0),
  namn                  text        not null,
  preciserad_inriktning text        not null,
  insatsagare           text        not null check (insatsagare in ('ARBETSFORMEDLINGEN', 'FORSAKRINGSKASSAN', 'KOMMUN', 'REGION')),
  startdatum            date        not null,
  slutdatum             date,
  mottagning            bigint      not null references mottagning,
  mottagen              timestamptz not null,
  ersatt                timestamptz not null default 'infinity',
  foreign key (insats, forbund, kod, inriktning) references insats (nr, forbund, kod, inriktning),
  foreign key (preciserad_inriktning, inriktning) references preciserad_inriktning (kod, inriktning),
  unique (insats, version),
  check (slutdatum >= startdatum),
  check (mottagen < ersatt)
);
comment on table  insats_version is 'What was said of an insats, every version, with the time it became known';
comment on column insats_version.nr is 'Internal key, also the entity tag';
comment on column insats_version.insats is 'The insats';
comment on column insats_version.forbund is 'As in insats, for the unique indexes';
comment on column insats_version.kod is 'As in insats';
comment on column insats_version.inriktning is 'As in insats, so that R3 is a foreign key';
comment on column insats_version.version is 'Running number within the insats';
comment on column insats_version.namn is 'Name, unique among the förbund''s living insatser whatever the case (R10)';
comment on column insats_version.preciserad_inriktning is 'Finer orientation, belongs to the inriktning (R3)';
comment on column insats_version.insatsagare is 'The party that runs it';
comment on column insats_version.startdatum is 'First day';
comment on column insats_version.slutdatum is 'Last day; null while open (R11)';
comment on column insats_version.mottagning is 'The write that brought it';
comment on column insats_version.mottagen is 'From when this version was known';
comment on column insats_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is; closed without a successor when deleted';
create unique index insats_gallande on insats_version (forbund, kod) where ersatt = 'infinity';
create index insats_mottagning on insats_version (mottagning);
create unique index insats_namn on insats_version (forbund, lower(namn)) where ersatt = 'infinity';

create table insats_malgrupp (
  insats_version bigint   not null references insats_version,
  malgrupp       smallint not null references malgrupp,
  primary key (insats_version, malgrupp)
);
comment on table  insats_malgrupp is 'Målgrupper of a version of an insats, none or several (R4, R14)';
comment on column insats_malgrupp.insats_version is 'The version';
comment on column insats_malgrupp.malgrupp is 'The målgrupp';

create table insats_part (
  insats_version bigint not null references insats_version,
  part           text   not null check (part in ('ARBETSFORMEDLINGEN', 'FORSAKRINGSKASSAN', 'KOMMUN', 'REGION')),
  primary key (insats_version, part)
);
comment on table  insats_part is 'Parties that take part in a version of an insats, where the förbund has said so (R7)';
comment on column insats_part.insats_version is 'The version';
comment on column insats_part.part is 'The party';

create trigger endast_tillagg before update or delete on insats for each row execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on insats_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on insats_version execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on insats_malgrupp for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on insats_malgrupp execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on insats_part for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on insats_part execute function endast_tillagg('');
