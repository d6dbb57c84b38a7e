package se.finsam.uppfoljning.registrering;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** What has been registered, as known at any instant, with its history and its receipts. */
@Singleton
class Historik {
  private final Jdbi jdbi;
  private final Forbunden forbunden;

  Historik(Jdbi jdbi, Forbunden forbunden) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
  }

  private static final String RADER =
      """
      select r.nr, f.kod as forbund, i.kod as insats, r.ar, r.kvartal, r.version, r.aterkallad,
             r.version = 1 or (select p.aterkallad from registrering p
                                where p.insats = r.insats and p.ar = r.ar and p.kvartal = r.kvartal
                                  and p.version = r.version - 1) as forsta,
             r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
             r.avslutade_kvinnor, r.avslutade_man, r.totalt, r.kommentar, r.rattelseorsak,
             r.mottagen, m.id as kvittens, m.avsandare, m.roll
        from %s r
        join insats i on i.nr = r.insats
        join forbund f on f.nr = i.forbund
        join mottagning m on m.nr = r.mottagning
       where i.forbund = :forbund and far_se_insats(i.nr, :kopplad)
      """;

  private static final String GALLANDE = RADER.formatted("gallande_registrering(:t)");

  /** Withdrawals too: who mirrors must hear of them. */
  private static final String ANDRADE =
      RADER.formatted("registrering")
          + " and r.mottagen <= :t and :t < r.ersatt and r.mottagen > :efter";

  private static final String URVAL =
      """
             and (:ar::int is null or (r.ar = :ar and r.kvartal = :kvartal))
             and (:insats::text is null or i.kod = :insats)
          """;

  private static final String VERSIONER =
      RADER.formatted("registrering")
          + """
             and r.mottagen <= :t and r.ar = :ar and r.kvartal = :kvartal
             and i.nr = (select nr from insats where forbund = :forbund and kod = :insats order by nr desc limit 1)
           order by r.version
          """;

  /**
   * What is asked for.
   *
   * @param kvartal one quarter, or all
   * @param insats one insats, or null for all
   * @param efter only what was received after this, and then withdrawals too
   */
  record Urval(Optional<Kvartal> kvartal, String insats, Optional<Instant> efter) {
    <T extends SqlStatement<T>> T bind(T fraga) {
      return fraga
          .bind("ar", kvartal.map(Kvartal::ar).orElse(null))
          .bind("kvartal", kvartal.map(Kvartal::nummer).orElse(null))
          .bind("insats", insats)
          .bind("efter", efter.orElse(null));
    }
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<RegistreringSvar> rader, long antal) {}

  /** What was valid as known at t. */
  Lista gallande(String forbund, Urval urval, Caller caller, Instant t, Sida sida) {
    var sql = (urval.efter().isPresent() ? ANDRADE : GALLANDE) + URVAL;
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          var fraga =
              h.createQuery(sql + " order by r.ar, r.kvartal, i.kod limit :limit offset :offset")
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset());
          var antal = h.createQuery("select count(*) from (" + sql + ") alla");
          for (var q : List.of(fraga, antal)) {
            urval.bind(q).bind("t", t).bind("forbund", nr).bind("kopplad", caller.kopplad());
          }
          return new Lista(
              fraga.mapTo(Registrering.Version.class).stream()
                  .map(Registrering.Version::svar)
                  .toList(),
              antal.mapTo(Long.class).one());
        });
  }

  /** Every version that was known at t, the oldest first, withdrawals too. */
  List<RegistreringSvar> versioner(
      String forbund, Kvartal kvartal, String insats, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h
                .createQuery(VERSIONER)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("ar", kvartal.ar())
                .bind("kvartal", kvartal.nummer())
                .bind("insats", insats)
                .bind("kopplad", caller.kopplad())
                .bind("t", t)
                .mapTo(Registrering.Version.class)
                .stream()
                .map(Registrering.Version::svar)
                .toList());
  }

  private static final String KVITTENS =
      """
      select m.kvittens
        from mottagning m join forbund f on f.kod = m.forbund
       where m.id = :id and f.nr = :forbund and m.kvittens is not null
      """;

  /** A receipt, exactly as it was answered. */
  Optional<String> kvittens(String forbund, UUID id, Caller caller) {
    return jdbi.withHandle(
        h ->
            h.createQuery(KVITTENS)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }

  private static final String KVITTENSER =
      """
      select m.id, m.kvittens::json ->> 'kvartal' as kvartal, m.mottagen, m.andrade, m.avsandare, m.roll,
             m.kvittens::json #>> '{antal,nya}' as nya, m.kvittens::json #>> '{antal,rattade}' as rattade,
             m.kvittens::json #>> '{antal,oforandrade}' as oforandrade,
             m.kvittens::json #>> '{antal,aterkallade}' as aterkallade,
             json_array_length(m.kvittens::json -> 'varningar') as varningar
        from mottagning m
       where m.forbund = :forbund and m.kvittens is not null and m.mottagen <= :t
         and (:kvartal::text is null or m.kvittens::json ->> 'kvartal' = :kvartal)
       order by m.nr desc limit :limit offset :offset
      """;

  private static final String ANTAL_KVITTENSER =
      """
      select count(*) from mottagning m
       where m.forbund = :forbund and m.kvittens is not null and m.mottagen <= :t
         and (:kvartal::text is null or m.kvittens::json ->> 'kvartal' = :kvartal)
      """;

  /** A page of receipts, and how many there are. */
  record Kvittenser(List<KvittensRad> rader, long antal) {}

  /** The förbund's receipts up to t, the latest first. */
  Kvittenser kvittenser(
      String forbund, Optional<Kvartal> kvartal, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          forbunden.nr(h, forbund, caller);
          var fraga =
              h.createQuery(KVITTENSER).bind("limit", sida.limit()).bind("offset", sida.offset());
          var antal = h.createQuery(ANTAL_KVITTENSER);
          for (var q : List.of(fraga, antal)) {
            q.bind("forbund", forbund)
                .bind("t", t)
                .bind("kvartal", kvartal.map(Kvartal::toString).orElse(null));
          }
          return new Kvittenser(
              fraga.mapTo(KvittensRad.class).list(), antal.mapTo(Long.class).one());
        });
  }

  private static final String MALL =
      """
      select v.kod as insats, v.namn,
             f.pagaende_vid_start_kvinnor + f.nya_kvinnor - f.avslutade_kvinnor as kvar_kvinnor,
             f.pagaende_vid_start_man + f.nya_man - f.avslutade_man as kvar_man
        from levande_insats(:nu, :start, :slut) v
        left join registrering f
          on f.insats = v.insats and f.ar = :foreAr and f.kvartal = :foreKvartal and f.ersatt = 'infinity' and not f.aterkallad
       where v.forbund = :forbund
       order by v.inriktning, v.kod
      """;

  /**
   * An insats in a quarter's template.
   *
   * @param kvarKvinnor women left after the quarter before, null if that is not known
   * @param kvarMan men, likewise
   */
  public record Mallrad(String insats, String namn, Integer kvarKvinnor, Integer kvarMan) {}

  /** The insatser that live in the quarter, those aimed at individuals first. */
  List<Mallrad> mall(String forbund, Kvartal kvartal, Caller caller, Instant nu) {
    var fore = Optional.ofNullable(kvartal.fore());
    return jdbi.withHandle(
        h ->
            h.createQuery(MALL)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("foreAr", fore.map(Kvartal::ar).orElse(null))
                .bind("foreKvartal", fore.map(Kvartal::nummer).orElse(null))
                .bind("nu", nu)
                .bind("start", kvartal.start())
                .bind("slut", kvartal.slut())
                .mapTo(Mallrad.class)
                .list());
  }
}
