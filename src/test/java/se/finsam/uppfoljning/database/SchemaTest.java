package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** What the database itself holds to, whoever writes to it. */
@QuarkusTest
class SchemaTest {
  @Inject Jdbi jdbi;

  private static boolean there;

  @BeforeEach
  void a_registration_of_one_forbund() {
    if (there) {
      return; // no test here changes anything
    }
    there = true;
    Land.tomt();
    Land.forbund("a")
        .medInsats("x", "LANGTIDSSJUKSKRIVNA")
        .medSatsning("s")
        .medDeltagaransvarig("x", "p")
        .medEkonomi(
            2023,
            Map.of("tilldeladeMedel", List.of(Map.of("finansiar", "STAT", "tilldeladeMedelKr", 1))))
        .medEkonomi("x", 2023, Map.of("budgetKr", 1))
        .registrerar("2023K4", Land.rad("x", Land.kvinnor(4, 1, 0), Land.man(9, 0, 2)))
        .then()
        .statusCode(201);
    Land.som(Token.forbund("a"))
        .body(Map.of("ingetAttRapportera", false))
        .put(Land.ROT + "/forbund/a/attester/2023K4")
        .then()
        .statusCode(201);
    var owner = Token.forsakringskassan();
    Land.som(owner)
        .body(Map.of("forfaller", "2024-01-15"))
        .put(Land.ROT + "/tidplaner/2023K4")
        .then()
        .statusCode(201);
    Land.som(owner)
        .body(Map.of("kvartal", "2023K4", "till", "2190-01-01", "orsak", "x"))
        .post(Land.ROT + "/forbund/a/upplasningar")
        .then()
        .statusCode(201);
  }

  @Test
  void every_table_and_column_says_what_it_is() {
    assertThat(
            strings(
                """
                select c.relname || coalesce('.' || a.attname, '')
                  from pg_class c
                  left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
                   and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)
                """))
        .isEmpty();
  }

  @Test
  void names_are_swedish_ascii_in_snake_case() {
    assertThat(
            strings(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name not like 'flyway%'"))
        .isNotEmpty()
        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update registrering set nya_man = 1",
        "update registrering set ersatt = ersatt",
        "delete from registrering",
        "truncate registrering",
        "update forbund_ekonomi_version set adm_utfall_kr = 1",
        "truncate forbund_ekonomi_version cascade",
        "update forbund_medel set tilldelade_medel_kr = 1",
        "delete from forbund_medel",
        "update insats_ekonomi_version set utfall_kr = 1",
        "delete from insats_ekonomi_version",
        "update insats set esf_finansiering = true",
        "update insats_version set namn = 'y'",
        "delete from insats_version",
        "delete from insats_malgrupp",
        "update forbund_version set lan = '03'",
        "delete from forbund",
        "update malgrupp_version set prioriterad = false",
        "update tidplan_version set lases = lases + 1",
        "delete from tidplan_version",
        "truncate tidplan_version",
        "update upplasning set till = till + interval '1 day'",
        "delete from upplasning",
        "truncate upplasning",
        "update attest_version set inget_att_rapportera = true",
        "delete from attest_version",
        "truncate attest_version",
        "update deltagaransvarig_version set kopplad = false",
        "delete from deltagaransvarig_version",
        "truncate deltagaransvarig_version",
        "update mottagning set mottagen = now()",
        "delete from mottagning",
        "truncate mottagning cascade"
      })
  void nothing_received_can_be_changed_or_lost(String attempt) {
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute(attempt)))
        .hasMessageContaining("append-only");
  }

  @Test
  void a_version_is_closed_once() {
    jdbi.useTransaction(
        h -> {
          assertThat(h.execute("update registrering set ersatt = now()")).isEqualTo(1);
          assertThatThrownBy(
                  () -> h.execute("update registrering set ersatt = now() + interval '1 hour'"))
              .hasMessageContaining("append-only");
          h.rollback();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into registrering select (jsonb_populate_record(r, '{\"nr\":99,\"version\":2}')).* from registrering r",
        "insert into registrering (insats, individinriktad, ar, kvartal, version, totalt, mottagning, mottagen) select insats, individinriktad, 2023, 1, 1, 7, mottagning, mottagen from registrering",
        "insert into registrering (insats, individinriktad, ar, kvartal, version, totalt, mottagning, mottagen) select insats, false, 2023, 1, 1, 7, mottagning, mottagen from registrering",
        "insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen) select 2023, 3, 1, '2023-10-15', '2023-10-14', '2023-10-15', mottagning, mottagen from tidplan_version",
        "insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen) select 2023, 3, 1, '2023-10-15', '2023-10-16', '2023-10-15', mottagning, mottagen from tidplan_version",
        "insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen) select 2023, 4, 2, forfaller, sen_efter, lases, mottagning, mottagen from tidplan_version",
        "insert into upplasning (id, forbund, ar, kvartal, till, orsak, mottagning, mottagen) select gen_random_uuid(), forbund, ar, kvartal, mottagen, orsak, mottagning, mottagen from upplasning",
        "insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen) select forbund, ar, kvartal, 2, true, mottagning, mottagen from attest_version",
        "insert into deltagaransvarig_version (insats, sub, version, kopplad, mottagning, mottagen) select nr, 'p', 1, true, 1, now() from insats where not individinriktad",
        "insert into deltagaransvarig_version (insats, individinriktad, sub, version, kopplad, mottagning, mottagen) select nr, false, 'p', 1, true, 1, now() from insats where not individinriktad",
        "insert into deltagaransvarig_version (insats, sub, version, kopplad, mottagning, mottagen) select insats, sub, 2, true, mottagning, mottagen from deltagaransvarig_version",
        "insert into insats_version (insats, forbund, kod, inriktning, version, namn, preciserad_inriktning, insatsagare, startdatum, mottagning, mottagen) select insats, forbund, kod, inriktning, 2, 'y', 'BEHOVSANALYS', insatsagare, startdatum, mottagning, mottagen from insats_version"
      })
  void rules_that_always_hold_are_constraints(String attempt) {
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute(attempt)))
        .hasMessageMatching("(?s).*(violates|cannot insert).*");
  }

  private List<String> strings(String sql) {
    return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
  }
}
