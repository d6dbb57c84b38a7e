package se.finsam.uppfoljning.registreringslage;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.registreringslage.RegistreringslageSvar.Lage;
import se.finsam.uppfoljning.registreringslage.RegistreringslageSvar.Rad;
import se.finsam.uppfoljning.sida.Sida;
import se.finsam.uppfoljning.tidplan.Tidplaner;

/** Where every förbund stands in a quarter, as SQL. */
@Singleton
class Registreringslagen {
  private final Jdbi jdbi;
  private final Tidplaner tidplaner;

  Registreringslagen(Jdbi jdbi, Tidplaner tidplaner) {
    this.jdbi = jdbi;
    this.tidplaner = tidplaner;
  }

  /**
   * What is asked for.
   *
   * @param kvartal the quarter
   * @param t the instant as of which it is told
   * @param forbund code of the only förbund that counts; null: every
   * @param lage the only state that is listed; null: every
   */
  record Urval(Kvartal kvartal, Instant t, String forbund, Lage lage) {}

  private static Query fraga(Handle h, String sql, Urval urval) {
    return h.createQuery(sql)
        .bind("t", urval.t())
        .bind("ar", urval.kvartal().ar())
        .bind("kvartal", urval.kvartal().nummer());
  }

  private static final String KANT =
      "select exists (select from gallande_forbund(:t) v join forbund f on f.nr = v.forbund where f.kod = :kod)";

  /** True if a förbund with that code was in the register, as known at t. */
  boolean kant(String kod, Instant t) {
    return jdbi.withHandle(
        h -> h.createQuery(KANT).bind("t", t).bind("kod", kod).mapTo(Boolean.class).one());
  }

  /** The reopenings known at t end one after the other: how many förbund are left tells which. */
  private static final String TIDEN =
      """
      select case when :t >= dagens_slut(p.lases)
                  then 'last' || (select count(distinct u.forbund) from upplasning u
                                   where u.ar = :ar and u.kvartal = :kvartal and u.mottagen <= :t and :t <= u.till)
                  when :t >= dagens_slut(p.sen_efter) then 'sen'
                  else 'i-tid' end
        from tidplan(:ar, :kvartal, :t) p
      """;

  /** What time alone does to the answer: while it and the data are the same, so is the answer. */
  String tiden(Urval urval) {
    return jdbi.withHandle(h -> fraga(h, TIDEN, urval).mapTo(String.class).one());
  }

  /**
   * Each förbund that exists in the quarter. A withdrawal is received as a registration is, and
   * breaks an attest as one does; while a nil report holds (R17), nothing is missing.
   */
  private static final String RADER =
      """
      with finns as (
        select v.forbund, f.kod, v.namn, v.lan
          from gallande_forbund(:t) v join forbund f on f.nr = v.forbund
         where (v.giltig_fran is null or v.giltig_fran <= :slut) and (v.giltig_till is null or v.giltig_till >= :start)
           and (:forbund::text is null or f.kod = :forbund)
      ), insatser as (
        select i.forbund, count(*) as antal, count(r.nr) as registrerade,
               array_agg(i.kod order by i.kod) filter (where r.nr is null) as saknas
          from levande_insats(:t, :start, :slut) i
          left join gallande_registrering(:t) r on r.insats = i.insats and r.ar = :ar and r.kvartal = :kvartal
         group by i.forbund
      ), senast as (
        select i.forbund, max(r.mottagen) as mottagen
          from registrering r join insats i on i.nr = r.insats
         where r.ar = :ar and r.kvartal = :kvartal and r.mottagen <= :t
         group by i.forbund
      ), fakta as (
        select f.kod as forbund, f.namn, f.lan,
               a.nr is not null and (s.mottagen is null or s.mottagen <= a.mottagen) as attesterad, a.inget_att_rapportera,
               :t >= dagens_slut(p.sen_efter) as sent, last_for(f.forbund, :ar, :kvartal, :t) as last,
               coalesce(i.antal, 0) as antal_insatser, coalesce(i.registrerade, 0) as registrerade,
               coalesce(i.saknas, '{}') as saknas, s.mottagen as senast_mottagen
          from finns f
         cross join tidplan(:ar, :kvartal, :t) p
          left join insatser i on i.forbund = f.forbund
          left join senast s on s.forbund = f.forbund
          left join gallande_attest(:t) a on a.forbund = f.forbund and a.ar = :ar and a.kvartal = :kvartal
      )
      select forbund, namn, lan,
             case when attesterad then 'ATTESTERAD'
                  when last then 'LAST'
                  when sent then 'SEN'
                  when registrerade > 0 then 'PABORJAT'
                  else 'EJ_PABORJAT' end as lage,
             attesterad, inget_att_rapportera, sent and not attesterad as sen, last, antal_insatser, registrerade,
             case when attesterad and inget_att_rapportera then '{}' else saknas end as saknas, senast_mottagen
        from fakta
       order by forbund
      """;

  /**
   * A page of the list.
   *
   * @param plan the quarter's days
   * @param antal förbund in each state, whatever state is listed
   * @param rader those of the page
   * @param langd how long the whole list is
   */
  record Lista(Tidplaner.Plan plan, Map<Lage, Long> antal, List<Rad> rader, long langd) {}

  /** The country has some hundred förbund at most: they are counted and paged here. */
  Lista lista(Urval urval, Sida sida) {
    return jdbi.withHandle(
        h -> {
          var alla =
              fraga(h, RADER, urval)
                  .bind("start", urval.kvartal().start())
                  .bind("slut", urval.kvartal().slut())
                  .bind("forbund", urval.forbund())
                  .mapTo(Rad.class)
                  .list();
          Map<Lage, Long> antal = new EnumMap<>(Lage.class);
          for (var lage : Lage.values()) {
            antal.put(lage, alla.stream().filter(r -> r.lage() == lage).count());
          }
          var valda =
              alla.stream().filter(r -> urval.lage() == null || r.lage() == urval.lage()).toList();
          return new Lista(
              tidplaner.plan(h, urval.kvartal(), urval.t()),
              antal,
              valda.stream().skip(sida.offset()).limit(sida.limit()).toList(),
              valda.size());
        });
  }
}
