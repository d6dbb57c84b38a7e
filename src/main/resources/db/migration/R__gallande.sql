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
-- R15: an insats lives in a period if a day of it lies in the period, and in its förbund's life too. A förbund that has ceased
-- finances nothing: what it left open is not counted after its end, where its successor reports. (greatest and least pass
-- over null, which is an open end.)
create or replace function levande_insats(t timestamptz, fran date, till date) returns setof insats_version language sql stable as $$
  select v.* from gallande_insats(t) v
    join gallande_forbund(t) f on f.forbund = v.forbund
   where greatest(v.startdatum, f.giltig_fran, levande_insats.fran) <= least(v.slutdatum, f.giltig_till, levande_insats.till)
$$;
-- The same days, where many periods are asked for at once.
create or replace function insatsliv(t timestamptz)
  returns table (nr bigint, insats bigint, forbund int, kod text, inriktning text, preciserad_inriktning text, version int,
                 mottagen timestamptz, fran date, till date)
  language sql stable as $$
  select v.nr, v.insats, v.forbund, v.kod, v.inriktning, v.preciserad_inriktning, v.version, v.mottagen,
         greatest(v.startdatum, f.giltig_fran), coalesce(least(v.slutdatum, f.giltig_till), 'infinity')
    from gallande_insats(t) v
    join gallande_forbund(t) f on f.forbund = v.forbund
   where greatest(v.startdatum, f.giltig_fran) <= coalesce(least(v.slutdatum, f.giltig_till), 'infinity')
$$;
-- R11: what is registered of a quarter counts if the insats lives in it. (The days of a förbund may be set after its
-- registrations: those outside them are kept, and not counted.)
create or replace function lever_i_kvartal(fran date, till date, ar int, kvartal int) returns boolean language sql immutable as $$
  select fran < make_date(ar, 3 * kvartal - 2, 1) + interval '3 months' and till >= make_date(ar, 3 * kvartal - 2, 1)
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
-- What a deltagaransvarig may see is decided by what she is coupled to now, whatever instant she asks about: who is uncoupled
-- sees nothing more. An insats that has been deleted has no couplings. (Written so that everybody else, who is
-- asked about every row, passes at no cost.)
create or replace function far_se_insats(fragad_insats bigint, kopplad_till text) returns boolean language plpgsql stable as $$
begin
  if kopplad_till is null then
    return true;
  end if;
  return exists (select from deltagaransvarig_version d
                   join insats_version i on i.insats = d.insats and i.ersatt = 'infinity'
                  where d.insats = fragad_insats and d.sub = kopplad_till and d.kopplad and d.ersatt = 'infinity');
end $$;
comment on function gallande_malgrupp is 'Målgrupper as known at t';
comment on function gallande_forbund is 'Förbund as known at t';
comment on function gallande_insats is 'Insatser as known at t';
comment on function levande_insats is 'Insatser that live in a period, as known at t';
comment on function insatsliv is 'The days on which each insats lives, as known at t; till is infinity while it is open';
comment on function lever_i_kvartal is 'True if a day from fran to till lies in the quarter';
comment on function gallande_registrering is 'Registrations as known at t, withdrawn ones left out';
comment on function gallande_tidplan is 'Time plans that the system owner had set, as known at t';
comment on function gallande_attest is 'The latest attest of each förbund and quarter, as known at t';
comment on function gallande_deltagaransvarig is 'Persons coupled to an insats, as known at t';
comment on function gallande_forbund_ekonomi is 'Money of förbund, as known at t';
comment on function gallande_insats_ekonomi is 'Money and planned deltagare of insatser, as known at t';
comment on function far_se_insats is 'True if the subject is coupled to the insats now, or if no subject is given: who is not a deltagaransvarig is not bound to couplings';
