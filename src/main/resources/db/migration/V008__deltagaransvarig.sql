create table deltagaransvarig_version (
  nr         bigint generated always as identity primary key,
  insats     bigint      not null,
  individinriktad boolean not null default true check (individinriktad),
  sub        text        collate "C" not null,
  version    int         not null check (version > 0),
  kopplad    boolean     not null,
  mottagning bigint      not null references mottagning,
  mottagen   timestamptz not null,
  ersatt     timestamptz not null default 'infinity',
  foreign key (insats, individinriktad) references insats (nr, individinriktad),
  unique (insats, sub, version),
  check (mottagen < ersatt)
);
comment on table  deltagaransvarig_version is 'Who may send the counts of an insats: coupled and uncoupled, every version (dossier section 6)';
comment on column deltagaransvarig_version.nr is 'Internal key';
comment on column deltagaransvarig_version.insats is 'The insats';
comment on column deltagaransvarig_version.individinriktad is 'Always true: only individinriktade insatser have deltagaransvariga';
comment on column deltagaransvarig_version.sub is 'Subject of the person''s token, a pseudonym, never a name or a personal number';
comment on column deltagaransvarig_version.version is 'Running number within insats and subject';
comment on column deltagaransvarig_version.kopplad is 'True from when the person is coupled, false from when no longer';
comment on column deltagaransvarig_version.mottagning is 'The write that brought it';
comment on column deltagaransvarig_version.mottagen is 'From when this version was known';
comment on column deltagaransvarig_version.ersatt is 'Until when (exclusive) it was the valid one; infinity while it is';
create unique index deltagaransvarig_gallande on deltagaransvarig_version (insats, sub) where ersatt = 'infinity';
create index deltagaransvarig_sub on deltagaransvarig_version (sub) where ersatt = 'infinity' and kopplad;
create index deltagaransvarig_mottagning on deltagaransvarig_version (mottagning);

create trigger endast_tillagg before update or delete on deltagaransvarig_version for each row execute function endast_tillagg('ersatt');
create trigger aldrig_tomd before truncate on deltagaransvarig_version execute function endast_tillagg('');
