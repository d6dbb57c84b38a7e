create table forbund (
  nr  int generated always as identity primary key,
  kod text collate "C" not null unique check (kod ~ '^[a-z0-9-]{1,64}$')
);
comment on table  forbund is 'A samordningsförbund''s identity. Everything that can change is in forbund_version';
comment on column forbund.nr is 'Internal key';
comment on column forbund.kod is 'Public code, our own slug (no official short code exists)';

create table forbund_version (
  nr                  bigint generated always as identity primary key,
  forbund             int         not null references forbund,
  version             int         not null check (version > 0),
  namn                text        not null,
  organisationsnummer text        check (organisationsnummer ~ '^[0-9]{2}[2-9][0-9]{7}$'),
  lan                 text        not null references lan,
  giltig_fran         date,
  giltig_till         date,
  efterfoljare        int         references forbund check (efterfoljare <> forbund),
  mottagning          bigint      not null references mottagning,
  mottagen            timestamptz not null,
  ersatt              timestamptz not null default 'infinity',
  unique (forbund, version),
  check (giltig_till >= giltig_fran),
  check (efterfoljare is null or giltig_till is not null),
  check (mottagen < ersatt)
);
comment on table  forbund_version is 'What was said of a förbund, every version, with the time it became known (R8)';
comment on column forbund_version.nr is 'Internal key, also the entity tag';
comment on column forbund_version.forbund is 'The förbund';
comment on column forbund_version.version is 'Running number within the förbund';
comment on column forbund_version.namn is 'Name; not a key, it may change at an extension';
comment on column forbund_version.organisationsnummer is 'Ten digits, Luhn checked; null when unknown';
comment on column forbund_version.lan is 'Länskod of its seat';
comment on column forbund_version.giltig_fran is 'First day of its life; null when unknown (it then counts as always there)';
comment on column forbund_version.giltig_till is 'Last day of its life; null while it lives';
comment on column forbund_version.efterfoljare is 'The förbund that took over, at a merger or split';
comment on column forbund_version.mottagning is 'The write that brought it';
comment on column forbund_version.mottagen is 'From when this version was known';
comment on column forbund_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index forbund_gallande on forbund_version (forbund) where ersatt = 'infinity';
create index forbund_mottagning on forbund_version (mottagning);

create table forbund_kommun (
  forbund_version bigint not null references forbund_version,
  kommun          text   not null references kommun,
  primary key (forbund_version, kommun)
);
comment on table  forbund_kommun is 'Kommuner of a version of a förbund';
comment on column forbund_kommun.forbund_version is 'The version';
comment on column forbund_kommun.kommun is 'Kommunkod (SCB)';

create trigger endast_tillagg before update or delete on forbund_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on forbund_version execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on forbund_kommun for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on forbund_kommun execute function endast_tillagg('');
create trigger endast_tillagg before update or delete on forbund for each row execute function endast_tillagg('');
