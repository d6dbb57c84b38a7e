-- When a quarter is due, late and locked. Repeatable after R__gallande, whose functions it asks.

create or replace function dagens_slut(dag date) returns timestamptz language sql stable as $$
  select (dag + 1)::timestamp at time zone 'Europe/Stockholm'
$$;
comment on function dagens_slut is 'The first instant after a Swedish day, summer time or not';

-- Due and late: the 15th of the month after the quarter (dossier section 8). Locked: when the accounts that a correction
-- is made from need no longer be kept, seven years after the year.
create or replace function tidplan(fragat_ar int, fragat_kvartal int, t timestamptz)
  returns table (forfaller date, sen_efter date, lases date, version int) language sql stable as $$
  select coalesce(v.forfaller, d.forfaller), coalesce(v.sen_efter, d.forfaller),
         coalesce(v.lases, make_date(fragat_ar + 7, 12, 31)), v.version
    from (select (make_date(fragat_ar, 3 * fragat_kvartal - 2, 1) + interval '3 months 14 days')::date as forfaller) d
    left join gallande_tidplan(t) v on v.ar = fragat_ar and v.kvartal = fragat_kvartal
$$;
comment on function tidplan is 'The time plan of a quarter as known at t: what the system owner has set, or the defaults (version is null)';

create or replace function last_for(fragat_forbund int, fragat_ar int, fragat_kvartal int, t timestamptz)
  returns boolean language sql stable as $$
  select t >= dagens_slut(p.lases)
         and not exists (select from upplasning u
                          where u.forbund = fragat_forbund and u.ar = fragat_ar and u.kvartal = fragat_kvartal
                            and u.mottagen <= t and t <= u.till)
    from tidplan(fragat_ar, fragat_kvartal, t) p
$$;
comment on function last_for is 'True if nothing more is received of the quarter from the förbund at t: the time plan has locked it, and no reopening holds';
