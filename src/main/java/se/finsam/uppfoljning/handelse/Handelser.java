package se.finsam.uppfoljning.handelse;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Tidsrymd;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Sida;

/** The audit log, read from the receipts of writes and from the versions that they left. */
@Singleton
public class Handelser {
  private static final int MEST_I_LISTA = 20;

  private final Jdbi jdbi;

  Handelser(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is asked for; null where it does not matter.
   *
   * @param forbund code of the förbund
   * @param avsandare subject of who sent it
   * @param slag what was written
   * @param tid when it was received
   */
  record Urval(String forbund, String avsandare, Mottagning.Slag slag, Tidsrymd tid) {}

  /** An accepted write, without what it changed. */
  public record Rad(
      long nr,
      UUID id,
      Instant mottagen,
      Mottagning.Slag slag,
      String avsandare,
      String roll,
      boolean andrade,
      String forbund,
      String spar,
      boolean kvittens) {}

  /** A changed resource: the parts of its address, and its versions. */
  public record Rord(long mottagning, List<String> delar, Integer fore, Integer efter, long antal) {
    private HandelseSvar.Andring andring() {
      return new HandelseSvar.Andring(
          delar.stream().map(Rord::encoded).collect(Collectors.joining("/")), fore, efter);
    }

    /** A subject may have any characters; in an address they are encoded. */
    private static String encoded(String del) {
      return URLEncoder.encode(del, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  private static final String RADER =
      """
      select m.nr, m.id, m.mottagen, m.slag, m.avsandare, m.roll, m.andrade, m.forbund, m.spar,
             m.kvittens is not null as kvittens
        from mottagning m
      """;

  private static final String URVAL =
      """
       where m.mottagen between :fran and least(:till::timestamptz, :t)
         and (:forbund::text is null or m.forbund = :forbund)
         and (:avsandare::text is null or m.avsandare = :avsandare)
         and (:slag::text is null or m.slag = :slag)
      """;

  /** A page of the log, and how long the whole is. */
  record Lista(List<HandelseSvar> handelser, long antal) {}

  /** What had been received by t, the newest first. */
  Lista flera(Urval urval, Instant t, Sida sida, String bas) {
    return jdbi.withHandle(
        h -> {
          var fraga =
              h.createQuery(
                      RADER
                          + URVAL
                          + " order by m.mottagen desc, m.nr desc limit :limit offset :offset")
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset());
          var antal = h.createQuery("select count(*) from mottagning m " + URVAL);
          for (var q : List.of(fraga, antal)) {
            q.bind("t", t)
                .bind("forbund", urval.forbund())
                .bind("avsandare", urval.avsandare())
                .bind("slag", urval.slag())
                .bind("fran", urval.tid().fran())
                .bind("till", urval.tid().till());
          }
          return new Lista(
              med(h, fraga.mapTo(Rad.class).list(), MEST_I_LISTA, bas),
              antal.mapTo(Long.class).one());
        });
  }

  /** One of them, with all that it changed. */
  Optional<HandelseSvar> en(UUID id, String bas) {
    return jdbi.withHandle(
        h -> {
          var rad =
              h.createQuery(RADER + " where m.id = :id").bind("id", id).mapTo(Rad.class).list();
          return med(h, rad, Integer.MAX_VALUE, bas).stream().findFirst();
        });
  }

  /**
   * What each mottagning brought: the versions that refer to it, and the insats that it closed
   * without a successor. The instants of a förbund's writes are unique: it has one writer at a
   * time.
   */
  private static final String ANDRINGAR =
      """
      select m.nr as mottagning, a.delar, a.fore, a.efter, a.antal
        from mottagning m
        cross join lateral (
          select delar, nullif(fore, 0) as fore, efter,
                 row_number() over (order by delar collate "C") as ordning, count(*) over () as antal
            from (
              select array['kodlistor', 'malgrupper', g.kod] as delar, v.version - 1 as fore, v.version as efter
                from malgrupp_version v join malgrupp g on g.nr = v.malgrupp
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod], v.version - 1, v.version
                from forbund_version v join forbund f on f.nr = v.forbund
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'insatser', v.kod], v.version - 1, v.version
                from insats_version v join forbund f on f.nr = v.forbund
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'insatser', v.kod], v.version, null
                from forbund f join insats_version v on v.forbund = f.nr
               where m.slag = 'INSATS' and f.kod = m.forbund and v.ersatt = m.mottagen and v.ersatt < 'infinity'
                 and not exists (select from insats_version n where n.insats = v.insats and n.version = v.version + 1)
              union all
              select array['forbund', f.kod, 'registreringar', r.ar || 'K' || r.kvartal, i.kod], r.version - 1, r.version
                from registrering r join insats i on i.nr = r.insats join forbund f on f.nr = i.forbund
               where r.mottagning = m.nr
              union all
              select array['tidplaner', v.ar || 'K' || v.kvartal], v.version - 1, v.version
                from tidplan_version v
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'upplasningar', u.id::text], 0, 1
                from upplasning u join forbund f on f.nr = u.forbund
               where u.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'attester', v.ar || 'K' || v.kvartal], v.version - 1, v.version
                from attest_version v join forbund f on f.nr = v.forbund
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'insatser', i.kod, 'deltagaransvariga', v.sub], v.version - 1, v.version
                from deltagaransvarig_version v join insats i on i.nr = v.insats join forbund f on f.nr = i.forbund
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'ekonomi', v.ar::text], v.version - 1, v.version
                from forbund_ekonomi_version v join forbund f on f.nr = v.forbund
               where v.mottagning = m.nr
              union all
              select array['forbund', f.kod, 'insatser', i.kod, 'ekonomi', v.ar::text], v.version - 1, v.version
                from insats_ekonomi_version v join insats i on i.nr = v.insats join forbund f on f.nr = i.forbund
               where v.mottagning = m.nr
              union all
              select array['arsuttag', u.ar::text, u.nummer], 0, 1
                from arsuttag u
               where u.mottagning = m.nr
              union all
              select array['arsuttag', u.ar::text, u.nummer, 'publicering'], 0, 1
                from arsuttag_publicering p join arsuttag u on u.nr = p.arsuttag
               where p.mottagning = m.nr
              union all
              select array['arsuttag', u.ar::text, u.nummer, 'aterkallande'], 0, 1
                from arsuttag_aterkallande a join arsuttag u on u.nr = a.arsuttag
               where a.mottagning = m.nr) alla) a
       where m.nr = any(:nr) and a.ordning <= :mest
       order by m.nr, a.ordning
      """;

  /** The writes with what they changed, at most so many changes of each. */
  private static List<HandelseSvar> med(Handle h, List<Rad> rader, int mest, String bas) {
    Map<Long, List<Rord>> rorda =
        h
            .createQuery(ANDRINGAR)
            .bind("nr", rader.stream().map(Rad::nr).toArray(Long[]::new))
            .bind("mest", mest)
            .mapTo(Rord.class)
            .stream()
            .collect(Collectors.groupingBy(Rord::mottagning));
    return rader.stream().map(r -> svar(r, rorda.getOrDefault(r.nr(), List.of()), bas)).toList();
  }

  private static HandelseSvar svar(Rad rad, List<Rord> rorda, String bas) {
    var links = new LinkedHashMap<String, Lank>();
    links.put("self", Lank.get("self", bas + "handelser/" + rad.id()));
    if (rad.kvittens()) {
      var kvittens = bas + "forbund/" + rad.forbund() + "/kvittenser/" + rad.id();
      links.put("related", Lank.get("related", kvittens));
    }
    return new HandelseSvar(
        rad.id(),
        rad.mottagen(),
        rad.avsandare(),
        rad.roll(),
        rad.slag(),
        rad.forbund(),
        rad.spar(),
        rad.andrade(),
        rorda.stream().findFirst().map(Rord::antal).orElse(0L),
        rorda.stream().map(Rord::andring).toList(),
        links);
  }

  /** The kind of that name; null if there is none. */
  static Mottagning.Slag slag(String namn) {
    return Arrays.stream(Mottagning.Slag.values())
        .filter(slag -> slag.name().equals(namn))
        .findFirst()
        .orElse(null);
  }
}
