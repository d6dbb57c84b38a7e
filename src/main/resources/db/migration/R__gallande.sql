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
comment on function gallande_malgrupp is 'Målgrupper as known at t';
comment on function gallande_forbund is 'Förbund as known at t';
comment on function gallande_insats is 'Insatser as known at t';
comment on function gallande_registrering is 'Registrations as known at t, withdrawn ones left out';
