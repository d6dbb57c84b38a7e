-- Transaction time. Every accepted write is one mottagning; its instant decides what was known when.

create table mottagning (
  nr         bigint generated always as identity primary key,
  id         uuid        not null unique,
  mottagen   timestamptz not null,
  slag       text        not null check (slag in ('KODLISTA', 'FORBUND', 'INSATS', 'REGISTRERING', 'TIDPLAN', 'UPPLASNING', 'ATTEST',
                                                     'EKONOMI', 'DELTAGARANSVARIG')),
  avsandare  text        not null,
  roll       text        not null,
  andrade    boolean     not null,
  forbund    text,
  kvittens   text,
  spar       text        check (spar ~ '^[0-9a-f]{32}$')
);
comment on table  mottagning is 'One row per accepted write: who sent what, and the instant from which it is known. Never changed.';
comment on column mottagning.nr is 'Internal key';
comment on column mottagning.id is 'The receipt''s public id, UUID version 7';
comment on column mottagning.mottagen is 'Time of receipt, the server''s own, microseconds, given by ta_emot_tid()';
comment on column mottagning.slag is 'What was written';
comment on column mottagning.avsandare is 'Subject of the token, a pseudonym or a system, never a name';
comment on column mottagning.roll is 'Role under which it was sent';
comment on column mottagning.andrade is 'False when every value was already known: a repeat leaves a receipt but changes no figure';
comment on column mottagning.forbund is 'Code of the förbund it concerns, if one';
comment on column mottagning.kvittens is 'The receipt (JSON) exactly as it was answered, for registrations';
comment on column mottagning.spar is 'Trace id of the request (W3C Trace Context), by which its log lines are found';

create index mottagning_forbund on mottagning (forbund, nr);
-- The newest effective instant: a floor for the clock, and the version of all data.
create index mottagning_mottagen on mottagning (mottagen) where andrade;

create table idempotens (
  avsandare  text        not null,
  nyckel     bytea       not null,
  begaran    bytea       not null,
  status     int         not null,
  location   text,
  svar       text        not null,
  skapad     timestamptz not null,
  primary key (avsandare, nyckel)
);
comment on table  idempotens is 'Answers to POSTs that carried an Idempotency-Key, kept 30 days, stored in the transaction of the effect';
comment on column idempotens.avsandare is 'Subject of the token: a key belongs to its sender';
comment on column idempotens.nyckel is 'SHA-256 of the key';
comment on column idempotens.begaran is 'SHA-256 of method, path, query and body: the same key with another request is refused';
comment on column idempotens.status is 'HTTP status of the answer';
comment on column idempotens.location is 'Location of the answer';
comment on column idempotens.svar is 'Body of the answer (JSON)';
comment on column idempotens.skapad is 'When it was stored';
create index idempotens_skapad on idempotens (skapad);

-- Writers hold the lock (1,0) shared from the moment they are given their instant until they have committed.
-- Readers pass through it exclusively before they choose theirs. So when a reader has an instant, every write up to it is
-- visible, and no later write can be given that instant or an earlier one: what was answered for an instant stays true.
-- That also holds when the machine's clock is set back: the latest instant answered for is remembered.
create unlogged sequence besvarad_till;
comment on sequence besvarad_till is 'The latest instant that a reader was given, microseconds since 1970. A sequence, since it is kept outside transactions, and unlogged, since a read must not wait for the disk: after a crash the clock alone decides. Written only under the lock (1,0)';

create function ta_emot_tid(styrd timestamptz) returns timestamptz
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(1, 0);
  if styrd is not null then
    return greatest(styrd, (select max(mottagen) + interval '1 microsecond' from mottagning where andrade));
  end if;
  return greatest(clock_timestamp(),
                  (select max(mottagen) + interval '1 microsecond' from mottagning where andrade),
                  (select timestamptz 'epoch' + (last_value + 1) * interval '1 microsecond' from besvarad_till));
end $$;
comment on function ta_emot_tid is 'The time of receipt for the running transaction, later than every effective one before it and than every instant answered for. Call it last, then insert and commit. styrd: an instant to use in place of the clock (demo data only)';

create function las_tid() returns timestamptz
language plpgsql volatile as $$
declare
  nu timestamptz;
begin
  perform pg_advisory_xact_lock(1, 0);
  nu := greatest(clock_timestamp(),
                 (select max(mottagen) from mottagning where andrade),
                 (select timestamptz 'epoch' + last_value * interval '1 microsecond' from besvarad_till));
  perform setval('besvarad_till', (extract(epoch from nu) * 1000000)::bigint);
  return nu;
end $$;
comment on function las_tid is 'The latest instant for which everything that will ever be known is already visible. Call it outside a transaction';

-- Rows of history are inserted, and closed once (ersatt). Anything else is refused by the database.
create function endast_tillagg() returns trigger
language plpgsql as $$
declare
  fore record;
begin
  if tg_op = 'UPDATE' and tg_argv[0] = 'ersatt' then
    fore := old;
    fore.ersatt := new.ersatt;
    if old.ersatt = 'infinity' and new.ersatt < 'infinity' and fore is not distinct from new then
      return new;
    end if;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
comment on function endast_tillagg is 'Trigger: refuses delete, truncate and update; with argument ersatt lets a version be closed once';

create trigger endast_tillagg before update or delete on mottagning for each row execute function endast_tillagg('');
create trigger aldrig_tomd before truncate on mottagning execute function endast_tillagg('');
