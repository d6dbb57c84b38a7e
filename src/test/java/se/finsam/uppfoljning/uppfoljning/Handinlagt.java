package se.finsam.uppfoljning.uppfoljning;

import io.quarkus.arc.Arc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * Money, attests and time plans, put by hand into the tables: the one place to change when they are
 * sent through the API.
 */
final class Handinlagt {
  private Handinlagt() {}

  /** What a write has to write of its own. */
  private interface Rad {
    void skriv(Handle h, long mottagning, Instant mottagen);
  }

  private static void mottas(String slag, String forbund, Rad rad) {
    var jdbi = Arc.container().instance(Jdbi.class).get();
    jdbi.useTransaction(
        h -> {
          var mottagen = h.createQuery("select ta_emot_tid(null)").mapTo(Instant.class).one();
          long nr =
              h.createQuery(
                      """
                      insert into mottagning (id, mottagen, slag, avsandare, roll, andrade, forbund)
                      values (:id, :mottagen, :slag, 'test', 'forbundssystem', true, :forbund) returning nr
                      """)
                  .bind("id", UUID.randomUUID())
                  .bind("mottagen", mottagen)
                  .bind("slag", slag)
                  .bind("forbund", forbund)
                  .mapTo(Long.class)
                  .one();
          rad.skriv(h, nr, mottagen);
        });
  }

  /** The money of an insats and a year, a new version if there is one; null is unknown. */
  static void ekonomi(
      Land.Forbund forbund,
      String insats,
      int ar,
      Integer plan,
      Integer budgetKr,
      Integer utfallKr) {
    mottas(
        "EKONOMI",
        forbund.kod(),
        (h, mottagning, mottagen) -> {
          long nr =
              h.createQuery(
                      """
                      select v.insats from insats_version v join forbund f on f.nr = v.forbund
                       where f.kod = :forbund and v.kod = :insats and v.ersatt = 'infinity'
                      """)
                  .bind("forbund", forbund.kod())
                  .bind("insats", insats)
                  .mapTo(Long.class)
                  .one();
          h.createUpdate(
                  "update insats_ekonomi_version set ersatt = :mottagen where insats = :nr and ar = :ar and ersatt = 'infinity'")
              .bind("nr", nr)
              .bind("ar", ar)
              .bind("mottagen", mottagen)
              .execute();
          h.createUpdate(
                  """
                  insert into insats_ekonomi_version (insats, ar, version, budget_kr, utfall_kr,
                                                      budgeterat_antal_deltagare, mottagning, mottagen)
                  values (:nr, :ar,
                          1 + (select count(*) from insats_ekonomi_version e where e.insats = :nr and e.ar = :ar),
                          :budgetKr, :utfallKr, :plan, :mottagning, :mottagen)
                  """)
              .bind("nr", nr)
              .bind("ar", ar)
              .bind("budgetKr", budgetKr)
              .bind("utfallKr", utfallKr)
              .bind("plan", plan)
              .bind("mottagning", mottagning)
              .bind("mottagen", mottagen)
              .execute();
        });
  }

  /** A förbund says that a quarter is complete. */
  static void attest(Land.Forbund forbund, String kvartal, boolean ingetAttRapportera) {
    var k = Kvartal.parse(kvartal);
    mottas(
        "ATTEST",
        forbund.kod(),
        (h, mottagning, mottagen) ->
            h.createUpdate(
                    """
                    insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen)
                    select nr, :ar, :kvartal, 1, :inget, :mottagning, :mottagen from forbund where kod = :forbund
                    """)
                .bind("forbund", forbund.kod())
                .bind("ar", k.ar())
                .bind("kvartal", k.nummer())
                .bind("inget", ingetAttRapportera)
                .bind("mottagning", mottagning)
                .bind("mottagen", mottagen)
                .execute());
  }

  /** The system owner sets the dates of a quarter. */
  static void tidplan(String kvartal, String forfaller, String senEfter, String lases) {
    var k = Kvartal.parse(kvartal);
    mottas(
        "TIDPLAN",
        null,
        (h, mottagning, mottagen) ->
            h.createUpdate(
                    """
                    insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen)
                    values (:ar, :kvartal, 1, :forfaller, :senEfter, :lases, :mottagning, :mottagen)
                    """)
                .bind("ar", k.ar())
                .bind("kvartal", k.nummer())
                .bind("forfaller", LocalDate.parse(forfaller))
                .bind("senEfter", LocalDate.parse(senEfter))
                .bind("lases", LocalDate.parse(lases))
                .bind("mottagning", mottagning)
                .bind("mottagen", mottagen)
                .execute());
  }

  /** A locked quarter is opened again for one förbund. */
  static void upplasning(Land.Forbund forbund, String kvartal, String till) {
    var k = Kvartal.parse(kvartal);
    mottas(
        "UPPLASNING",
        forbund.kod(),
        (h, mottagning, mottagen) ->
            h.createUpdate(
                    """
                    insert into upplasning (id, forbund, ar, kvartal, till, orsak, mottagning, mottagen)
                    select gen_random_uuid(), nr, :ar, :kvartal, :till, 'En rättelse', :mottagning, :mottagen
                      from forbund where kod = :forbund
                    """)
                .bind("forbund", forbund.kod())
                .bind("ar", k.ar())
                .bind("kvartal", k.nummer())
                .bind("till", Instant.parse(till))
                .bind("mottagning", mottagning)
                .bind("mottagen", mottagen)
                .execute());
  }
}
