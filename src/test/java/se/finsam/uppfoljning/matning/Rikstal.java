package se.finsam.uppfoljning.matning;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A country of any size, the same every time, written straight into the schema as the write path
 * would have left it: the year 2023 as published (571 insatser by 65 of 72 förbund), so many times
 * over.
 *
 * <p>Every insats, every plan of money and every attest has its mottagning, every förbund and
 * quarter one for all its counts and one for those that it corrected, in order of arrival. Every
 * 20th registration is corrected. Receipts are left out: no figure is read from them.
 */
final class Rikstal {
  /** The insatser of 2023. */
  static final int INSATSER = 571;

  /** The counts of 2023: every insats, every quarter. */
  static final int REGISTRERINGAR = 4 * INSATSER;

  /**
   * @param skala how many times the nation's insatser
   * @param ar how many years they go on registering, from 2023; the later years are received up to
   *     2025, before anybody asks
   */
  record Storlek(int skala, int ar) {

    int insatser() {
      return skala * INSATSER;
    }

    @Override
    public String toString() {
      return skala + "x" + (ar > 1 ? ", " + ar + " years" : "");
    }
  }

  private Rikstal() {}

  /**
   * What is going to be sent. Foreign keys are not checked row by row: every key is joined from the
   * row that it points to.
   */
  private static final String PLAN =
      """
      set time zone 'UTC';
      set session_replication_role = replica;
      set work_mem = '256MB';

      create temp table kvartalen as
      select y as ar, k as kvartal,
             case when y = 2023 then make_date(y, 3 * k - 2, 1) + interval '3 months 9 days'
                  else date '2024-03-01' + ((y - 2024) * 4 + k - 1) * interval '6 days' end at time zone 'UTC' as bas,
             case when y = 2023 then interval '20 days' else interval '2 days' end as rattat_efter,
             case when y = 2023 then interval '25 days' else interval '3 days' end as attest_efter
        from storlek cross join generate_series(2023, 2022 + antal_ar) y cross join generate_series(1, 4) k;

      -- kinds of insatser as in the published year, by målgrupp
      create temp table slag as
      select kod, malgrupper, antal, sum(antal) over (order by nr) - antal as fran
        from (values
          ( 1,  45, 'ARBETSLIVSINRIKTAD_INSATS',    '{UNGA_AKTIVITETSERSATTNING}'::text[]),
          ( 2,  15, 'FORBEREDANDE_INSATS',          '{UNGA_AKTIVITETSERSATTNING}'),
          ( 3,   4, 'FOREBYGGANDE_INSATS',          '{UNGA_AKTIVITETSERSATTNING}'),
          ( 4,   6, 'IDENTIFIERA_INDIVIDENS_BEHOV', '{UNGA_AKTIVITETSERSATTNING}'),
          ( 5,   8, 'UTVECKLA_SAMVERKAN',           '{UNGA_AKTIVITETSERSATTNING}'),
          ( 6,  47, 'ARBETSLIVSINRIKTAD_INSATS',    '{LANGTIDSSJUKSKRIVNA}'),
          ( 7,  16, 'FORBEREDANDE_INSATS',          '{LANGTIDSSJUKSKRIVNA}'),
          ( 8,   6, 'FOREBYGGANDE_INSATS',          '{LANGTIDSSJUKSKRIVNA}'),
          ( 9,   8, 'IDENTIFIERA_INDIVIDENS_BEHOV', '{LANGTIDSSJUKSKRIVNA}'),
          (10,   8, 'UTVECKLA_SAMVERKAN',           '{LANGTIDSSJUKSKRIVNA}'),
          (11,  50, 'ARBETSLIVSINRIKTAD_INSATS',    '{UNGA_FUNKTIONSNEDSATTNING}'),
          (12,  17, 'FORBEREDANDE_INSATS',          '{UNGA_FUNKTIONSNEDSATTNING}'),
          (13,   5, 'FOREBYGGANDE_INSATS',          '{UNGA_FUNKTIONSNEDSATTNING}'),
          (14,   6, 'IDENTIFIERA_INDIVIDENS_BEHOV', '{UNGA_FUNKTIONSNEDSATTNING}'),
          (15,   9, 'UTVECKLA_SAMVERKAN',           '{UNGA_FUNKTIONSNEDSATTNING}'),
          (16,   4, 'ARBETSLIVSINRIKTAD_INSATS',    '{UNGA_AKTIVITETSERSATTNING,UNGA_FUNKTIONSNEDSATTNING}'),
          (17,  20, 'ARBETSLIVSINRIKTAD_INSATS',    '{}'),
          (18,  25, 'FORBEREDANDE_INSATS',          '{}'),
          (19,  10, 'FOREBYGGANDE_INSATS',          '{}'),
          (20,  12, 'IDENTIFIERA_INDIVIDENS_BEHOV', '{}'),
          (21, 130, 'UTVECKLA_SAMVERKAN',           '{}'),
          (22,  80, 'KOMPETENSHOJANDE_INSATS',      '{}'),
          (23,  40, 'BEHOVSANALYS',                 '{}')) v (nr, antal, kod, malgrupper);

      -- unevenly: the largest of the 65 förbund has 56 of the 571, the smallest a handful, the last seven none
      create temp table planerad as
      select i, forbund, 'insats-' || row_number() over (partition by forbund order by i) as kod, preciserad, inriktning, malgrupper
        from (select c * 571 + j as i, 1 + floor(65 * power((j * 89 % 571) / 571.0, 1.8))::int as forbund,
                     s.kod as preciserad, s.malgrupper
                from storlek cross join generate_series(0, skala - 1) c cross join generate_series(0, 570) j
                join slag s on j >= s.fran and j < s.fran + s.antal) v
        join (select kod as preciserad, inriktning from preciserad_inriktning) p using (preciserad);
      create index on planerad (i);
      analyze planerad;

      create temp table rattad as
      select p.i, p.forbund, q.ar, q.kvartal from planerad p cross join kvartalen q where (p.i + 7 * q.kvartal + q.ar) % 20 = 0;

      create temp table skickat as
      select 1 + row_number() over (order by mottagen) as nr, v.*
        from (
          select 'FORBUND' as slag, 'NY' as led, f as forbund, null::int as i, null::int as ar, null::int as kvartal,
                 timestamptz '2023-01-02 08:00+00' + f * interval '1 minute' as mottagen
            from generate_series(1, 72) f
          union all
          select 'INSATS', 'NY', forbund, i, null, null, timestamptz '2023-01-09 00:00+00' + i * (interval '20 days' / (571 * skala))
            from planerad cross join storlek
          union all
          select 'EKONOMI', 'FORBUND', f, null, ar, null, bas - interval '60 hours' + f * interval '1 minute'
            from generate_series(1, 70) f cross join kvartalen where kvartal = 1
          union all
          select 'EKONOMI', 'INSATS', forbund, i, ar, null, bas - interval '48 hours' + i * (interval '40 hours' / (571 * skala))
            from planerad cross join storlek cross join kvartalen where kvartal = 1 and i % 10 < 9
          union all
          select 'REGISTRERING', 'ALLA', f, null, ar, kvartal, bas + f * interval '10 minutes'
            from kvartalen cross join (select distinct forbund as f from planerad) v
          union all
          select 'REGISTRERING', 'RATTADE', f, null, ar, kvartal, bas + rattat_efter + f * interval '10 minutes'
            from kvartalen join (select distinct forbund as f, ar, kvartal from rattad) v using (ar, kvartal)
          union all
          select 'ATTEST', 'NY', f, null, ar, kvartal, bas + attest_efter + f * interval '10 minutes'
            from kvartalen cross join generate_series(1, 61) f) v;
      create index on skickat (slag, led, i);
      analyze skickat;

      insert into mottagning (nr, id, mottagen, slag, avsandare, roll, andrade, forbund) overriding system value
      select nr, md5('mottagning' || nr)::uuid, mottagen, slag, 'system-' || f.kod,
             case slag when 'FORBUND' then 'forsakringskassan' else 'forbundssystem' end, true, f.kod
        from skickat s cross join lateral (select 'forbund-' || lpad(s.forbund::text, 2, '0')) f (kod)
       order by nr;
      """;

  private static final String FORBUND_OCH_INSATSER =
      """
      insert into forbund (nr, kod) overriding system value
      select f, 'forbund-' || lpad(f::text, 2, '0') from generate_series(1, 72) f;

      insert into forbund_version (forbund, version, namn, lan, mottagning, mottagen)
      select s.forbund, 1, 'Samordningsförbundet ' || s.forbund, l.kod, s.nr, s.mottagen
        from skickat s join (select kod, row_number() over (order by kod) as nr from lan) l on l.nr = 1 + s.forbund % 21
       where s.slag = 'FORBUND' order by s.nr;

      insert into insats (nr, forbund, kod, inriktning, uppfoljningsmetod, esf_finansiering) overriding system value
      select i + 1, forbund, kod, inriktning,
             case inriktning when 'INDIVIDINRIKTAD' then 'ANTAL_PER_KON' else 'ANTAL_TOTALT' end, i % 20 = 0
        from planerad order by i;

      insert into insats_version (nr, insats, forbund, kod, inriktning, version, namn, preciserad_inriktning, insatsagare,
                                  startdatum, mottagning, mottagen) overriding system value
      select p.i + 1, p.i + 1, p.forbund, p.kod, p.inriktning, 1, 'Namnet ' || p.kod, p.preciserad,
             (array['ARBETSFORMEDLINGEN', 'FORSAKRINGSKASSAN', 'KOMMUN', 'REGION'])[1 + p.i % 4],
             date '2023-01-01', s.nr, s.mottagen
        from planerad p join skickat s on s.slag = 'INSATS' and s.i = p.i
       order by p.i;

      insert into insats_malgrupp (insats_version, malgrupp)
      select p.i + 1, g.nr from planerad p cross join unnest(p.malgrupper) m (kod) join malgrupp g on g.kod = m.kod
       order by p.i;
      """;

  private static final String EKONOMI =
      """
      insert into forbund_ekonomi_version (nr, forbund, ar, version, eget_kapital_kr, adm_budget_kr, adm_utfall_kr, mottagning, mottagen)
             overriding system value
      select row_number() over (order by nr), forbund, ar, 1, 100000 * forbund, 900000, 850000 + 1000 * forbund, nr, mottagen
        from skickat where slag = 'EKONOMI' and led = 'FORBUND' order by nr;

      insert into forbund_medel (forbund_ekonomi_version, finansiar, tilldelade_medel_kr)
      select e.nr, m.finansiar, m.andel * (200000 + 10000 * e.forbund)
        from forbund_ekonomi_version e cross join (values ('STAT', 2), ('KOMMUNER', 1), ('REGIONER', 1)) m (finansiar, andel)
       order by e.nr;

      insert into insats_ekonomi_version (insats, ar, version, budget_kr, utfall_kr, esf_budget_kr, esf_utfall_kr,
                                          budgeterat_antal_deltagare, mottagning, mottagen)
      select i + 1, ar, 1, 200000 + i % 997 * 1000, case when i % 10 < 8 then 190000 + i % 991 * 1000 end,
             case when i % 20 = 0 then 50000 end, case when i % 20 = 0 then 48000 end, 10 + i % 41, nr, mottagen
        from skickat where slag = 'EKONOMI' and led = 'INSATS' order by nr;
      """;

  /** First what was sent first; a corrected row has been closed by the one that came after it. */
  private static final String REGISTRERINGAR_OCH_ATTESTER =
      """
      insert into registrering (insats, individinriktad, ar, kvartal, version, pagaende_vid_start_kvinnor, pagaende_vid_start_man,
                                nya_kvinnor, nya_man, avslutade_kvinnor, avslutade_man, totalt, rattelseorsak, mottagning, mottagen, ersatt)
      select i + 1, individ, ar, kvartal, version,
             case when individ then pk end, case when individ then pm end,
             case when individ then nk + version - 1 end, case when individ then nm end,
             case when individ then h / 97 % 7 * (pk + nk) / 14 end, case when individ then h / 89 % 7 * (pm + nm) / 14 end,
             case when not individ then h / 83 % 40 + version - 1 end,
             case when version > 1 then 'Räknat på nytt' end, nr, mottagen, ersatt
        from (
          select p.i, p.inriktning = 'INDIVIDINRIKTAD' as individ, s.ar, s.kvartal, v.version, s.nr, s.mottagen, h,
                 (h / 7 % 25)::int as pk, (h / 211 % 20)::int as pm, (h / 4001 % 9)::int as nk, (h / 40009 % 8)::int as nm,
                 case when v.version = 1 and r.i is not null then e.mottagen else 'infinity' end as ersatt
            from planerad p
            cross join (values (1, 'ALLA'), (2, 'RATTADE')) v (version, led)
            join skickat s on s.slag = 'REGISTRERING' and s.led = v.led and s.forbund = p.forbund
            left join rattad r on r.i = p.i and r.ar = s.ar and r.kvartal = s.kvartal
            left join skickat e on e.slag = 'REGISTRERING' and e.led = 'RATTADE' and e.forbund = p.forbund
                               and e.ar = s.ar and e.kvartal = s.kvartal
            cross join lateral (select (p.i * 80 + s.ar % 20 * 4 + s.kvartal) * 2654435761 % 4294967296) h (h)
           where v.version = 1 or r.i is not null) v
       order by nr, i;

      insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen)
      select forbund, ar, kvartal, 1, false, nr, mottagen from skickat where slag = 'ATTEST' order by nr;
      """;

  private static final String EFTERAT =
      """
      select setval(pg_get_serial_sequence('mottagning', 'nr'), (select max(nr) from mottagning)),
             setval(pg_get_serial_sequence('forbund', 'nr'), (select max(nr) from forbund)),
             setval(pg_get_serial_sequence('insats', 'nr'), (select max(nr) from insats)),
             setval(pg_get_serial_sequence('insats_version', 'nr'), (select max(nr) from insats_version)),
             setval(pg_get_serial_sequence('forbund_ekonomi_version', 'nr'), (select max(nr) from forbund_ekonomi_version))
      """;

  /** Fills a database that has been migrated and is else empty. */
  static void skapa(Connection db, Storlek storlek) throws SQLException {
    try (var s = db.createStatement()) {
      s.execute(
          "create temp table storlek as select %d as skala, %d as antal_ar"
              .formatted(storlek.skala(), storlek.ar()));
      for (var sql :
          new String[] {
            PLAN, FORBUND_OCH_INSATSER, EKONOMI, REGISTRERINGAR_OCH_ATTESTER, EFTERAT
          }) {
        s.execute(sql);
      }
      s.execute("vacuum (analyze)");
      s.execute("checkpoint");
    }
  }
}
