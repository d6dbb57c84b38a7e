create table forbund_ekonomi_version (
  nr             bigint generated always as identity primary key,
  forbund        int         not null references forbund,
  ar             smallint    not null check (ar between 2023 and 2200),
  version        int         not null check (version > 0),
  eget_kapital_kr bigint     check (eget_kapital_kr between -2000000000 and 2000000000),
  adm_budget_kr  bigint      check (adm_budget_kr between 0 and 2000000000),
  adm_utfall_kr  bigint      check (adm_utfall_kr between 0 and 2000000000),
  mottagning     bigint      not null references mottagning,
  mottagen       timestamptz not null,
  ersatt         timestamptz not null default 'infinity',
  unique (forbund, ar, version),
  check (mottagen < ersatt)
);
comment on table  forbund_ekonomi_version is 'A förbund''s money of a year, every version. Unknown is null, never 0 (R17)';
comment on column forbund_ekonomi_version.nr is 'Internal key, also the entity tag';
comment on column forbund_ekonomi_version.forbund is 'The förbund';
comment on column forbund_ekonomi_version.ar is 'The year';
comment on column forbund_ekonomi_version.version is 'Running number within förbund and year';
comment on column forbund_ekonomi_version.eget_kapital_kr is 'Saved surplus carried over into the year (kronor); may be negative';
comment on column forbund_ekonomi_version.adm_budget_kr is 'Administrative costs, budget (kronor)';
comment on column forbund_ekonomi_version.adm_utfall_kr is 'Administrative costs, actual (kronor)';
comment on column forbund_ekonomi_version.mottagning is 'The write that brought it';
comment on column forbund_ekonomi_version.mottagen is 'From when this version was known';
comment on column forbund_ekonomi_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index forbund_ekonomi_gallande on forbund_ekonomi_version (forbund, ar) where ersatt = 'infinity';
create index forbund_ekonomi_mottagning on forbund_ekonomi_version (mottagning);

create table forbund_medel (
  forbund_ekonomi_version bigint not null references forbund_ekonomi_version,
  finansiar               text   not null check (finansiar in ('STAT', 'KOMMUNER', 'REGIONER', 'SAMORDNINGSFORBUND', 'ESF', 'OVRIGA')),
  tilldelade_medel_kr     bigint not null check (tilldelade_medel_kr between 0 and 2000000000),
  primary key (forbund_ekonomi_version, finansiar)
);
comment on table  forbund_medel is 'Money received from a financier, in a version of a förbund''s year; a financier without a row is unknown';
comment on column forbund_medel.forbund_ekonomi_version is 'The version';
comment on column forbund_medel.finansiar is 'Who pays, code list finansiarer';
comment on column forbund_medel.tilldelade_medel_kr is 'Tilldelade medel of the year (kronor)';

create table insats_ekonomi_version (
  nr                          bigint generated always as identity primary key,
  insats                      bigint      not null references insats,
  ar                          smallint    not null check (ar between 2023 and 2200),
  version                     int         not null check (version > 0),
  budget_kr                   bigint      check (budget_kr between 0 and 2000000000),
  utfall_kr                   bigint      check (utfall_kr between 0 and 2000000000),
  esf_budget_kr               bigint      check (esf_budget_kr between 0 and 2000000000),
  esf_utfall_kr               bigint      check (esf_utfall_kr between 0 and 2000000000),
  budgeterat_antal_deltagare  bigint      check (budgeterat_antal_deltagare between 0 and 999999),
  mottagning                  bigint      not null references mottagning,
  mottagen                    timestamptz not null,
  ersatt                      timestamptz not null default 'infinity',
  unique (insats, ar, version),
  check (mottagen < ersatt)
);
comment on table  insats_ekonomi_version is 'Money and planned deltagare of an insats and a year, every version. Unknown is null, never 0 (R17)';
comment on column insats_ekonomi_version.nr is 'Internal key, also the entity tag';
comment on column insats_ekonomi_version.insats is 'The insats';
comment on column insats_ekonomi_version.ar is 'The year';
comment on column insats_ekonomi_version.version is 'Running number within insats and year';
comment on column insats_ekonomi_version.budget_kr is 'Budgeted cost, ESF money not counted (kronor)';
comment on column insats_ekonomi_version.utfall_kr is 'Actual cost, ESF money not counted (kronor)';
comment on column insats_ekonomi_version.esf_budget_kr is 'Budgeted cost paid by ESF (kronor)';
comment on column insats_ekonomi_version.esf_utfall_kr is 'Actual cost paid by ESF (kronor)';
comment on column insats_ekonomi_version.budgeterat_antal_deltagare is 'Planned number of deltagare of the year (antal)';
comment on column insats_ekonomi_version.mottagning is 'The write that brought it';
comment on column insats_ekonomi_version.mottagen is 'From when this version was known';
comment on column insats_ekonomi_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index insats_ekonomi_gallande on insats_ekonomi_version (insats, ar) where ersatt = 'infinity';
create index insats_ekonomi_mottagning on insats_ekonomi_version (mottagning);

create trigger endast_tillagg before update or delete on forbund_ekonomi_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on forbund_ekonomi_version execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on forbund_medel for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on forbund_medel execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on insats_ekonomi_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on insats_ekonomi_version execute function endast_tillagg('');
