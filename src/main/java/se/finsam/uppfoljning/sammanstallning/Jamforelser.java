package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.sammanstallning.Andringar.Andring;
import se.finsam.uppfoljning.sammanstallning.Andringar.Flyttad;
import se.finsam.uppfoljning.sammanstallning.Andringar.Orsak;
import se.finsam.uppfoljning.sammanstallning.Grund.Tal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;

/**
 * Two answers about the same year, figure by figure. A förbund that has sent nothing between the
 * two instants is passed over: its sums are the same.
 */
@Singleton
public class Jamforelser {
  private static final int MEST_ORSAKER = 20;

  /** What is no figure of its own, but follows from others. */
  private static final Set<String> HARLEDDA =
      Set.of("andel", "taljare", "namnare", "kostnadPerDeltagareKr", "antalVanligaste");

  /** The tables that are compared, in order. Those of T8 are changes themselves. */
  private static final List<String> TABELLER =
      List.of(
          "tackning", "insatser", "malgrupper", "deltagare", "personal", "ekonomi", "planering");

  /** The tables whose rows are of förbund: of the nation only their totals are compared. */
  private static final Set<String> FORBUNDENS = Set.of("tackning", "ekonomi", "planering");

  /** The tables that count what there is: what has no row there is none of, and not unknown. */
  private static final Set<String> RAKNADE = Set.of("tackning", "insatser", "malgrupper");

  private final Jdbi jdbi;
  private final Summor summor;
  private final Grunder grunder;
  private final Tabeller tabeller;
  private final Mottagningar mottagningar;
  private final ObjectMapper mapper;

  Jamforelser(
      Jdbi jdbi,
      Summor summor,
      Grunder grunder,
      Tabeller tabeller,
      Mottagningar mottagningar,
      ObjectMapper mapper) {
    this.jdbi = jdbi;
    this.summor = summor;
    this.grunder = grunder;
    this.tabeller = tabeller;
    this.mottagningar = mottagningar;
    this.mapper = mapper;
  }

  /**
   * What has moved in the figures of some years between two instants.
   *
   * @param forbund only these förbund, or all if empty
   * @param links of so many changes
   */
  public Andringar mellan(
      List<Ar> aren,
      Instant fran,
      Instant till,
      Set<String> forbund,
      Sida sida,
      LongFunction<Map<String, Lank>> links) {
    var andringar = aren.stream().flatMap(a -> andringar(a, fran, till, forbund).stream()).toList();
    return new Andringar(
        fran,
        till,
        aren.stream().map(Ar::ar).toList(),
        aren.stream().flatMap(a -> riket(a, fran, till).stream()).toList(),
        andringar.stream().skip(sida.offset()).limit(sida.limit()).toList(),
        new Meta(andringar.size(), sida.limit(), sida.offset(), till),
        links.apply(andringar.size()));
  }

  /** A figure's place: its table, its row, its name. */
  private record Plats(String tabell, String rad, String figur) {}

  /** The nation's figures of a year that moved, in the order of the tables. */
  List<Flyttad> riket(Ar ar, Instant fran, Instant till) {
    var fore = rikets(new Urval(ar, fran));
    var efter = rikets(new Urval(ar, till));
    return flyttade(fore, efter).stream()
        .map(
            f ->
                new Flyttad(
                    ar.ar(),
                    f.plats().tabell(),
                    f.plats().rad(),
                    f.plats().figur(),
                    f.fran(),
                    f.till(),
                    f.andring()))
        .toList();
  }

  private Map<Plats, Long> rikets(Urval urval) {
    var figurer = new LinkedHashMap<Plats, Long>();
    tabeller
        .tabeller(
            urval,
            mottagningar.dataversion(urval.t()),
            new Tabeller.Onskan(TABELLER, false, false),
            namn -> Map.of())
        .forEach(
            (namn, tabell) -> {
              var utskrift = Utskrift.av(tabell, null, mapper);
              var del = utskrift.delar().get(0);
              if (!FORBUNDENS.contains(namn)) {
                del.rader().forEach(r -> figurer(namn, utskrift.nyckel(r), r, figurer));
              }
              figurer(namn, null, del.totalt(), figurer);
            });
    return figurer;
  }

  private static void figurer(
      String tabell, String rad, Map<String, Object> medlemmar, Map<Plats, Long> figurer) {
    medlemmar.forEach(
        (namn, varde) -> {
          if ((varde == null || varde instanceof Number)
              && !HARLEDDA.contains(namn)
              && Kolumner.figur(namn)) {
            figurer.put(
                new Plats(tabell, rad, namn), varde == null ? null : ((Number) varde).longValue());
          }
        });
  }

  /** A figure that moved, from what to what. */
  private record Flytt(Plats plats, Long fran, Long till) {
    long andring() {
      return Objects.requireNonNullElse(till, 0L) - Objects.requireNonNullElse(fran, 0L);
    }
  }

  private static List<Flytt> flyttade(Map<Plats, Long> fore, Map<Plats, Long> efter) {
    var alla = new LinkedHashSet<>(fore.keySet());
    alla.addAll(efter.keySet());
    return alla.stream()
        .map(p -> new Flytt(p, varde(fore, p), varde(efter, p)))
        .filter(f -> !Objects.equals(f.fran(), f.till()))
        .sorted(Comparator.comparingInt(f -> TABELLER.indexOf(f.plats().tabell())))
        .toList();
  }

  private static Long varde(Map<Plats, Long> figurer, Plats plats) {
    return RAKNADE.contains(plats.tabell()) ? figurer.getOrDefault(plats, 0L) : figurer.get(plats);
  }

  /**
   * The figures of single förbund that moved in a year, in the order of förbund and table.
   *
   * @param forbund only these, or all if empty
   */
  List<Andring> andringar(Ar ar, Instant fran, Instant till, Set<String> forbund) {
    return jdbi.withHandle(
        h -> {
          var da = Register.vid(h, fran);
          var nu = Register.vid(h, till);
          var rorda =
              nu.alla().stream()
                  .filter(m -> forbund.isEmpty() || forbund.contains(m.kod()))
                  .filter(
                      m ->
                          da.med(m.kod()) == null
                              || !da.med(m.kod()).dataversion().equals(m.dataversion()))
                  .toList();
          var malgrupper = summor.malgrupper(h, new Urval(ar, till));
          var fore =
              grunder.grunder(
                  h,
                  new Urval(ar, fran),
                  rorda.stream().map(m -> da.med(m.kod())).filter(Objects::nonNull).toList());
          var efter = grunder.grunder(h, new Urval(ar, till), rorda);
          var orsaker = orsaker(h, ar, fran, till, rorda);
          var svar = new ArrayList<Andring>();
          for (var medlem : rorda) {
            var gammal = da.med(medlem.kod());
            var forr =
                gammal == null ? Map.<Plats, Long>of() : figurer(fore.get(gammal), malgrupper);
            int kvartal =
                (gammal == null ? 0 : fore.get(gammal).kvartal()) ^ efter.get(medlem).kvartal();
            for (var flytt : flyttade(forr, figurer(efter.get(medlem), malgrupper))) {
              var p = flytt.plats();
              var dess =
                  orsaker.getOrDefault(medlem.nr(), List.of()).stream()
                      .filter(o -> o.flyttade(p, kvartal))
                      .toList();
              svar.add(
                  new Andring(
                      medlem.kod(),
                      ar.ar(),
                      p.tabell(),
                      p.rad(),
                      p.figur(),
                      flytt.fran(),
                      flytt.till(),
                      flytt.andring(),
                      dess.size(),
                      dess.stream().limit(MEST_ORSAKER).map(o -> o.orsak(ar)).toList()));
            }
          }
          return svar;
        });
  }

  /**
   * The figures of one förbund, as far as they are its own, always in the same order. They are told
   * once each: totals that follow from the rows are left to the nation.
   */
  private static Map<Plats, Long> figurer(Grund grund, List<Summor.Malgrupp> malgrupper) {
    var figurer = new LinkedHashMap<Plats, Long>();
    figurer.put(
        new Plats("tackning", null, "kvartalRegistrerade"),
        (long) Integer.bitCount(grund.kvartal()));
    for (var p : PreciseradInriktning.values()) {
      var dess = grund.celler().stream().filter(Rakning.preciserad(p)).toList();
      figurer.put(new Plats("insatser", p.name(), "antalInsatser"), antal(dess));
      if (p.inriktning() == Inriktning.INDIVIDINRIKTAD) {
        figurer.put(
            new Plats("deltagare", p.name(), "kvinnor"), kant(dess, Tal.kvinnor, Tal.registrerade));
        figurer.put(new Plats("deltagare", p.name(), "man"), kant(dess, Tal.man, Tal.registrerade));
      } else {
        figurer.put(
            new Plats("personal", p.name(), "personal"),
            kant(dess, Tal.personal, Tal.registrerade));
      }
    }
    for (var m : malgrupper) {
      malgrupp(m.kod(), grund, cell -> cell.malgrupper().contains(m.nr()), figurer);
    }
    malgrupp(null, grund, cell -> !cell.malgrupper().isEmpty(), figurer);
    if (grund.finns()) {
      Rakning.ekonomi(grund)
          .forEach((figur, kr) -> figurer.put(new Plats("ekonomi", null, figur), kr.kant()));
    }
    var planer =
        grund.celler().stream().collect(Collectors.partitioningBy(Rakning::individinriktad));
    figurer.put(
        new Plats("planering", null, "budgeteratAntalDeltagare"),
        kant(planer.get(true), Tal.planerat, Tal.med_plan));
    figurer.put(
        new Plats("planering", null, "budgeteradPersonal"),
        kant(planer.get(false), Tal.planerat, Tal.med_plan));
    return figurer;
  }

  /** Insatser overlap between målgrupper, so that the total follows from no rows. */
  private static void malgrupp(
      String kod, Grund grund, Predicate<Grund.Cell> vilka, Map<Plats, Long> figurer) {
    var dess = grund.celler().stream().filter(vilka).toList();
    figurer.put(new Plats("malgrupper", kod, "antalInsatser"), antal(dess));
    figurer.put(
        new Plats("malgrupper", kod, "individinriktade"),
        antal(dess.stream().filter(Rakning::individinriktad).toList()));
  }

  private static long antal(List<Grund.Cell> celler) {
    return celler.stream().mapToLong(c -> c.antal(Tal.insatser)).sum();
  }

  private static Long kant(List<Grund.Cell> celler, Tal vad, Tal med) {
    return Rakning.summa(celler.stream(), vad, med, Tal.insatser).kant();
  }

  /**
   * The versions of a year that were received after :fran, up to :till, and where each says
   * otherwise than the one before it: of an insats the rows in which it counts, of all else figures
   * by their names. What says the same, as a new name or a note does, has moved nothing.
   *
   * <p>What was in force at :fran is read too, to compare with. preciserade: of the insats at any
   * instant between, since each can be the row that moved.
   */
  private static final String ORSAKER =
      """
      with kvartalen as materialized (
        select k as kvartal, dagens_slut(p.sen_efter) as sent
          from generate_series(1, 4) k cross join lateral tidplan(:ar, k, :till) p
      ), versioner as materialized (
        select v.insats, v.forbund, v.kod, v.inriktning, v.preciserad_inriktning, v.version, v.mottagen, v.ersatt,
               case when v.startdatum <= :slut and coalesce(v.slutdatum, :slut) >= :start
                    then (select jsonb_object_agg(rad, greatest(v.startdatum, :start) || '/' || least(v.slutdatum, :slut))
                            from (select g.kod as rad from insats_malgrupp m join malgrupp g on g.nr = m.malgrupp
                                   where m.insats_version = v.nr
                                  union all
                                  select 'malgrupper' where exists (select from insats_malgrupp m where m.insats_version = v.nr)
                                  union all
                                  select unnest(array[v.preciserad_inriktning, 'tackning', 'ekonomi', 'planering'])) rader)
               end as sagt
          from insats_version v
         where v.forbund = any(:forbund) and v.mottagen <= :till and v.ersatt > :fran
      ), insatserna as materialized (
        select insats as nr, forbund, kod, inriktning, array_agg(distinct preciserad_inriktning) as preciserade
          from versioner
         group by insats, forbund, kod, inriktning
        having count(sagt) > 0
      ), sagda as (
        select 'INSATS' as slag, v.forbund, v.insats as nr, v.kod as insats, null::int as kvartal, v.version, v.mottagen, v.ersatt,
               null::text as orsak, null::text[] as preciserade, v.sagt
          from versioner v
        union all
        select 'REGISTRERING', i.forbund, i.nr, i.kod, r.kvartal, r.version, r.mottagen, r.ersatt, r.rattelseorsak, i.preciserade,
               jsonb_build_object('kvinnor', r.pagaende_vid_start_kvinnor || '+' || r.nya_kvinnor,
                 'man', r.pagaende_vid_start_man || '+' || r.nya_man, 'personal', r.totalt,
                 'kvartalRegistrerade', nullif(not r.aterkallad, false))
          from insatserna i join registrering r on r.insats = i.nr and r.ar = :ar
        union all
        select 'INSATS_EKONOMI', i.forbund, i.nr, i.kod, null, e.version, e.mottagen, e.ersatt, null, null,
               jsonb_build_object('insatsBudgetKr', e.budget_kr, 'insatsUtfallKr', e.utfall_kr,
                 'insatsEsfBudgetKr', e.esf_budget_kr, 'insatsEsfUtfallKr', e.esf_utfall_kr,
                 case i.inriktning when 'INDIVIDINRIKTAD' then 'budgeteratAntalDeltagare' else 'budgeteradPersonal' end,
                 e.budgeterat_antal_deltagare)
          from insatserna i join insats_ekonomi_version e on e.insats = i.nr and e.ar = :ar
        union all
        select 'FORBUND_EKONOMI', e.forbund, null, null, null, e.version, e.mottagen, e.ersatt, null, null,
               jsonb_build_object('egetKapitalKr', e.eget_kapital_kr, 'admBudgetKr', e.adm_budget_kr, 'admUtfallKr', e.adm_utfall_kr)
               || coalesce((select jsonb_object_agg('medel' || initcap(m.finansiar) || 'Kr', m.tilldelade_medel_kr)
                              from forbund_medel m where m.forbund_ekonomi_version = e.nr), '{}')
          from forbund_ekonomi_version e
         where e.forbund = any(:forbund) and e.ar = :ar
        union all
        select 'FORBUND', v.forbund, null, null, null, v.version, v.mottagen, v.ersatt, null, null,
               case when coalesce(v.giltig_fran, :slut) <= :slut and coalesce(v.giltig_till, :slut) >= :start
                    then jsonb_build_object('liv', greatest(v.giltig_fran, :start) || '/' || least(v.giltig_till, :slut)) end
          from forbund_version v
         where v.forbund = any(:forbund)
      ), foljder as (
        select slag, forbund, insats, kvartal, version, mottagen, ersatt, orsak, preciserade, jsonb_strip_nulls(sagt) as sagt,
               lag(jsonb_strip_nulls(sagt)) over foljd as forr, lead(version) over foljd is null as sist
          from sagda
         where mottagen <= :till and ersatt > :fran
        window foljd as (partition by slag, forbund, nr, kvartal order by version)
      ), alla as (
        select slag, forbund, insats, kvartal, version, mottagen, orsak, preciserade, sagt, forr from foljder where mottagen > :fran
        union all
        select 'INSATS_BORTTAGEN', forbund, insats, kvartal, version, ersatt, orsak, preciserade, null, sagt
          from foljder
         where slag = 'INSATS' and sist and ersatt <= :till
      )
      select a.forbund, a.insats, a.kvartal, a.version, a.mottagen, a.orsak, a.preciserade,
             case when a.slag <> 'REGISTRERING' then a.slag
                  when a.sagt -> 'kvartalRegistrerade' is null then 'ATERKALLAD'
                  when a.forr -> 'kvartalRegistrerade' is not null then 'RATTAD'
                  when a.mottagen >= k.sent then 'SEN' else 'NY' end as slag,
             array(select key from jsonb_each(a.sagt) s full join jsonb_each(a.forr) f using (key)
                    where s.value is distinct from f.value) as andrat
        from alla a
        left join kvartalen k on k.kvartal = a.kvartal
       order by a.forbund, a.mottagen, a.insats, a.kvartal, a.version
      """;

  /**
   * A version that was received between the two instants.
   *
   * @param preciserade of the insats of a registration, at any instant between the two
   * @param andrat what it says otherwise than the version before it
   */
  public record Mellan(
      int forbund,
      String slag,
      String insats,
      Integer kvartal,
      Integer version,
      Instant mottagen,
      String orsak,
      List<String> preciserade,
      List<String> andrat) {

    /**
     * True if what it says otherwise is part of the figure.
     *
     * @param andradeKvartal a bit for each quarter that is registered at one of the instants alone:
     *     of several insatser in a quarter each has registered it
     */
    private boolean flyttade(Plats plats, int andradeKvartal) {
      var rad = plats.rad();
      return switch (slag) {
        case "FORBUND" -> !andrat.isEmpty();
        case "INSATS", "INSATS_BORTTAGEN" ->
            andrat.contains(rad == null ? plats.tabell() : rad)
                && (!plats.tabell().equals("ekonomi")
                    || delar(plats).stream().anyMatch(d -> d.startsWith("insats")));
        case "FORBUND_EKONOMI", "INSATS_EKONOMI" ->
            delar(plats).stream().anyMatch(d -> andrat.stream().anyMatch(a -> a.startsWith(d)));
        default ->
            andrat.contains(plats.figur())
                && (plats.tabell().equals("tackning")
                    ? (andradeKvartal >> kvartal & 1) == 1
                    : preciserade.contains(rad));
      };
    }

    /** What the figure is made of: figures, or how their names begin. */
    private static List<String> delar(Plats plats) {
      return switch (plats.figur()) {
        case "tilldeladeMedelKr" -> List.of("medel");
        case "resultatKr" -> List.of("medel", "egetKapitalKr", "admUtfallKr", "insatsUtfallKr");
        default -> List.of(plats.figur());
      };
    }

    private Orsak orsak(Ar ar) {
      return new Orsak(
          slag, insats, kvartal == null ? null : ar + "K" + kvartal, version, mottagen, orsak);
    }
  }

  private static Map<Integer, List<Mellan>> orsaker(
      Handle h, Ar ar, Instant fran, Instant till, Collection<Register.Medlem> forbund) {
    return h
        .createQuery(ORSAKER)
        .bind("ar", ar.ar())
        .bind("fran", fran)
        .bind("till", till)
        .bind("start", ar.start())
        .bind("slut", ar.slut())
        .bind("forbund", forbund.stream().map(Register.Medlem::nr).toArray(Integer[]::new))
        .mapTo(Mellan.class)
        .stream()
        .collect(Collectors.groupingBy(Mellan::forbund));
  }
}
