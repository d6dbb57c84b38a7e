create table attest_version (
  nr                     bigint generated always as identity primary key,
  forbund                int         not null references forbund,
  ar                     smallint    not null check (ar between 2023 and 2200),
  kvartal                smallint    not null check (kvartal between 1 and 4),
  version                int         not null check (version > 0),
  inget_att_rapportera   boolean     not null,
  mottagning             bigint      not null references mottagning,
  mottagen               timestamptz not null,
  ersatt                 timestamptz not null default 'infinity',
  unique (forbund, ar, kvartal, version),
  check (mottagen < ersatt)
);
comment on table  attest_version is 'A förbund''s word that a quarter is complete, every time it was given. A registration received later breaks it';
comment on column attest_version.nr is 'Internal key, also part of the entity tag';
comment on column attest_version.forbund is 'The förbund';
comment on column attest_version.ar is 'Year of the quarter';
comment on column attest_version.kvartal is 'Quarter of the year, 1-4';
comment on column attest_version.version is 'Running number within förbund and quarter';
comment on column attest_version.inget_att_rapportera is 'True: a nil report, nothing is registered and nothing will be (R17)';
comment on column attest_version.mottagning is 'The write that brought it';
comment on column attest_version.mottagen is 'When it was given';
comment on column attest_version.ersatt is 'Until when (exclusive) it was the latest; infinity while it is';
create unique index attest_gallande on attest_version (forbund, ar, kvartal) where ersatt = 'infinity';
create index attest_mottagning on attest_version (mottagning);

create trigger endast_tillagg before update or delete on attest_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on attest_version execute function endast_tillagg('');
