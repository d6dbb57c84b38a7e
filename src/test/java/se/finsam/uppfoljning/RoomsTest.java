package se.finsam.uppfoljning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final String ROOT = "se.finsam.uppfoljning.";

  /** In the order in which they may be imported. */
  private static final List<String> ROOMS =
      List.of(
          "problem",
          "security",
          "database",
          "period",
          "sida",
          "etag",
          "mottagning",
          "kodlista",
          "rojandekontroll",
          "format",
          "forbund",
          "tidplan",
          "insats",
          "deltagaransvarig",
          "ekonomi",
          "registrering",
          "attest",
          "sammanstallning",
          "statistik",
          "registreringslage",
          "uppfoljning",
          "handelse",
          "takt",
          "arsrapport",
          "arsuttag",
          "oppnadata",
          "demo",
          "openapi");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("se.finsam.uppfoljning");

  @Test
  void a_room_imports_only_rooms_before_it() {
    assertThat(classes).hasSizeGreaterThan(50);
    for (int i = 0; i < ROOMS.size() - 1; i++) {
      var later =
          ROOMS.subList(i + 1, ROOMS.size()).stream()
              .map(r -> ROOT + r + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + ROOMS.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void every_class_is_in_a_room_and_every_room_is_flat_and_says_what_belongs_there()
      throws IOException {
    var packages = classes.stream().map(c -> c.getPackageName()).collect(Collectors.toSet());
    assertThat(packages).allMatch(p -> ROOMS.contains(p.substring(ROOT.length())));
    for (var room : ROOMS) {
      var info =
          Files.readString(
              java.nio.file.Path.of(
                  "src/main/java/se/finsam/uppfoljning", room, "package-info.java"));
      assertThat(info).as(room).startsWith("/**").contains("package " + ROOT + room + ";");
    }
  }

  @Test
  void resources_are_seen_by_nobody() {
    classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate().check(classes);
  }

  @Test
  void rollups_import_no_class_of_the_rooms_whose_tables_they_read() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "sammanstallning", ROOT + "statistik")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "forbund", ROOT + "insats", ROOT + "ekonomi", ROOT + "registrering")
        .check(classes);
  }
}
