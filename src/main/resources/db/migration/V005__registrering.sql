create table registrering (
  nr                         bigint generated always as identity primary key,
  insats                     bigint      not null,
  individinriktad            boolean     not null,
  ar                         smallint    not null check (ar between 2023 and 2200),
  kvartal                    smallint    not null check (kvartal between 1 and 4),
  version                    int         not null check (version > 0),
  aterkallad                 boolean     not null default false,
  pagaende_vid_start_kvinnor int         check (pagaende_vid_start_kvinnor between 0 and 999999),
  pagaende_vid_start_man     int         check (pagaende_vid_start_man between 0 and 999999),
  nya_kvinnor                int         check (nya_kvinnor between 0 and 999999),
  nya_man                    int         check (nya_man between 0 and 999999),
  avslutade_kvinnor          int         check (avslutade_kvinnor between 0 and 999999),
  avslutade_man              int         check (avslutade_man between 0 and 999999),
  totalt                     int         check (totalt between 0 and 999999),
  kommentar                  text,
  rattelseorsak              text,
  mottagning                 bigint      not null references mottagning,
  mottagen                   timestamptz not null,
  ersatt                     timestamptz not null default 'infinity',
  foreign key (insats, individinriktad) references insats (nr, individinriktad),
  unique (insats, ar, kvartal, version),
  constraint ratt_slags_antal check (
    num_nonnulls(pagaende_vid_start_kvinnor, pagaende_vid_start_man, nya_kvinnor, nya_man, avslutade_kvinnor, avslutade_man)
      = case when individinriktad and not aterkallad then 6 else 0 end
    and num_nonnulls(totalt) = case when individinriktad or aterkallad then 0 else 1 end),
  constraint avslutade_ryms check (
    avslutade_kvinnor <= pagaende_vid_start_kvinnor + nya_kvinnor and avslutade_man <= pagaende_vid_start_man + nya_man),
  check (mottagen < ersatt)
);
comment on table  registrering is 'What a förbund registered for one insats and one quarter, every version (R12, R13, R17)';
comment on column registrering.nr is 'Internal key, also the entity tag';
comment on column registrering.insats is 'The insats';
comment on column registrering.individinriktad is 'As in insats: six counts by kön or one total of staff, never both (R5)';
comment on column registrering.ar is 'Year of the quarter';
comment on column registrering.kvartal is 'Quarter of the year, 1-4';
comment on column registrering.version is 'Running number within insats and quarter';
comment on column registrering.aterkallad is 'True: from here on nothing is registered for the quarter';
comment on column registrering.pagaende_vid_start_kvinnor is 'Women taking part when the quarter began (antal)';
comment on column registrering.pagaende_vid_start_man is 'Men taking part when the quarter began (antal)';
comment on column registrering.nya_kvinnor is 'Women who began during the quarter (antal)';
comment on column registrering.nya_man is 'Men who began during the quarter (antal)';
comment on column registrering.avslutade_kvinnor is 'Women who ended during the quarter (antal)';
comment on column registrering.avslutade_man is 'Men who ended during the quarter (antal)';
comment on column registrering.totalt is 'Staff reached during the quarter by a strukturövergripande insats (antal); never deltagare';
comment on column registrering.kommentar is 'Note that follows the figure; never about a person (R18)';
comment on column registrering.rattelseorsak is 'Why it was corrected';
comment on column registrering.mottagning is 'The write that brought it';
comment on column registrering.mottagen is 'From when this version was known';
comment on column registrering.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index registrering_gallande on registrering (insats, ar, kvartal) where ersatt = 'infinity';
create index registrering_mottagning on registrering (mottagning);

create trigger endast_tillagg before update or delete on registrering for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on registrering execute function endast_tillagg('');
