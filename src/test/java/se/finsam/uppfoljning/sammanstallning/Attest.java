package se.finsam.uppfoljning.sammanstallning;

import io.quarkus.arc.Arc;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.security.Caller;

/** A förbund's word that a quarter is complete, put where the rollups find it. */
final class Attest {
  private Attest() {}

  /** Attests a quarter, once more if it was attested before; the instant from which it is known. */
  static Instant av(String forbund, String kvartal) {
    var jdbi = Arc.container().instance(Jdbi.class).get();
    var mottagningar = Arc.container().instance(Mottagningar.class).get();
    var caller = new Caller("test-" + forbund, "forbundssystem", false, Set.of(forbund));
    var av = Kvartal.parse(kvartal);
    return jdbi.inTransaction(
        h -> {
          var mottagning = mottagningar.spara(h, Mottagning.Slag.ATTEST, caller, forbund);
          for (var sql :
              new String[] {
                """
                update attest_version set ersatt = :mottagen
                 where forbund = (select nr from forbund where kod = :forbund) and ar = :ar and kvartal = :kvartal
                   and ersatt = 'infinity'
                """,
                """
                insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen)
                select f.nr, :ar, :kvartal, 1 + (select count(*) from attest_version a
                                                  where a.forbund = f.nr and a.ar = :ar and a.kvartal = :kvartal),
                       false, :mottagning, :mottagen
                  from forbund f where f.kod = :forbund
                """
              }) {
            h.createUpdate(sql)
                .bind("forbund", forbund)
                .bind("ar", av.ar())
                .bind("kvartal", av.nummer())
                .bind("mottagning", mottagning.nr())
                .bind("mottagen", mottagning.mottagen())
                .execute();
          }
          return mottagning.mottagen();
        });
  }
}
