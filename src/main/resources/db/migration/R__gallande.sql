-- The one definition of "valid as known at t": received by t, and not yet replaced at t.
-- Live figures, figures as of a past instant and the yearly extract all select from these functions.
-- (Plain SQL functions without side effects: PostgreSQL inlines them into the asking query.)

create or replace function gallande_malgrupp(t timestamptz) returns setof malgrupp_version language sql stable as $$
  select * from malgrupp_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_forbund(t timestamptz) returns setof forbund_version language sql stable as $$
  select * from forbund_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_insats(t timestamptz) returns setof insats_version language sql stable as $$
  select * from insats_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_registrering(t timestamptz) returns setof registrering language sql stable as $$
  select * from registrering where mottagen <= t and t < ersatt and not aterkallad
$$;
create or replace function gallande_tidplan(t timestamptz) returns setof tidplan_version language sql stable as $$
  select * from tidplan_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_attest(t timestamptz) returns setof attest_version language sql stable as $$
  select * from attest_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_deltagaransvarig(t timestamptz) returns setof deltagaransvarig_version language sql stable as $$
  select * from deltagaransvarig_version where mottagen <= t and t < ersatt and kopplad
$$;
create or replace function gallande_forbund_ekonomi(t timestamptz) returns setof forbund_ekonomi_version language sql stable as $$
  select * from forbund_ekonomi_version where mottagen <= t and t < ersatt
$$;
create or replace function gallande_insats_ekonomi(t timestamptz) returns setof insats_ekonomi_version language sql stable as $$
  select * from insats_ekonomi_version where mottagen <= t and t < ersatt
$$;
create or replace function far_se_insats(insats bigint, kopplad text) returns boolean language sql stable as $$
  select $2 is null
         or exists (select from deltagaransvarig_version d
                     where d.insats = $1 and d.sub = $2 and d.kopplad and d.ersatt = 'infinity')
$$;
comment on function gallande_malgrupp is 'Målgrupper as known at t';
comment on function gallande_forbund is 'Förbund as known at t';
comment on function gallande_insats is 'Insatser as known at t';
comment on function gallande_registrering is 'Registrations as known at t, withdrawn ones left out';
comment on function gallande_tidplan is 'Time plans that the system owner had set, as known at t';
comment on function gallande_attest is 'The latest attest of each förbund and quarter, as known at t';
comment on function gallande_deltagaransvarig is 'Persons coupled to an insats, as known at t';
comment on function gallande_forbund_ekonomi is 'Money of förbund, as known at t';
comment on function gallande_insats_ekonomi is 'Money and planned deltagare of insatser, as known at t';
comment on function far_se_insats is 'True if a caller sees the insats: everyone but a deltagaransvarig (kopplad is null) does, that one only what is coupled to the subject now';
