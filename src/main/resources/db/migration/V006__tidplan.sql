create table tidplan_version (
  nr         bigint generated always as identity primary key,
  ar         smallint    not null check (ar between 2023 and 2200),
  kvartal    smallint    not null check (kvartal between 1 and 4),
  version    int         not null check (version > 0),
  forfaller  date        not null,
  sen_efter  date        not null check (sen_efter >= forfaller),
  lases      date        not null check (lases >= sen_efter),
  mottagning bigint      not null references mottagning,
  mottagen   timestamptz not null,
  ersatt     timestamptz not null default 'infinity',
  unique (ar, kvartal, version),
  check (forfaller > make_date(ar, 3 * kvartal - 2, 1)),
  check (mottagen < ersatt)
);
comment on table  tidplan_version is 'The time plan of a quarter where the system owner has set one, every version. Without one the defaults of tidplan() hold';
comment on column tidplan_version.nr is 'Internal key, also the entity tag';
comment on column tidplan_version.ar is 'Year of the quarter';
comment on column tidplan_version.kvartal is 'Quarter of the year, 1-4';
comment on column tidplan_version.version is 'Running number within the quarter';
comment on column tidplan_version.forfaller is 'Last day, Swedish time, on which a value may be changed without a reason';
comment on column tidplan_version.sen_efter is 'What comes after this day, Swedish time, is late';
comment on column tidplan_version.lases is 'Last day, Swedish time, on which anything is received; afterwards the quarter is locked (R16)';
comment on column tidplan_version.mottagning is 'The write that brought it';
comment on column tidplan_version.mottagen is 'From when this version was known';
comment on column tidplan_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index tidplan_gallande on tidplan_version (ar, kvartal) where ersatt = 'infinity';
create index tidplan_mottagning on tidplan_version (mottagning);

create table upplasning (
  nr         bigint generated always as identity primary key,
  id         uuid        not null unique,
  forbund    int         not null references forbund,
  ar         smallint    not null check (ar between 2023 and 2200),
  kvartal    smallint    not null check (kvartal between 1 and 4),
  till       timestamptz not null,
  dag        date,
  orsak      text        not null,
  mottagning bigint      not null references mottagning,
  mottagen   timestamptz not null,
  check (till > mottagen)
);
comment on table  upplasning is 'A locked quarter reopened for one förbund until an end. Never changed';
comment on column upplasning.nr is 'Internal key';
comment on column upplasning.id is 'Public id, UUID version 7';
comment on column upplasning.forbund is 'The förbund';
comment on column upplasning.ar is 'Year of the quarter';
comment on column upplasning.kvartal is 'Quarter of the year, 1-4';
comment on column upplasning.till is 'Last instant at which the quarter is open';
comment on column upplasning.dag is 'The same as a Swedish day, where it was given so';
comment on column upplasning.orsak is 'Why; never about a person (R18)';
comment on column upplasning.mottagning is 'The write that brought it';
comment on column upplasning.mottagen is 'From when the quarter is open';
create index upplasning_kvartal on upplasning (forbund, ar, kvartal);
create index upplasning_mottagning on upplasning (mottagning);

create trigger endast_tillagg before update or delete on tidplan_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on tidplan_version execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on upplasning for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on upplasning execute function endast_tillagg('');
