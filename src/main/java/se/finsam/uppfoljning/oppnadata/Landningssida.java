package se.finsam.uppfoljning.oppnadata;

import static se.finsam.uppfoljning.arsuttag.Lage.PUBLICERAT;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor.Aterkallad;
import se.finsam.uppfoljning.period.Ar;

/**
 * The page that a researcher lands on: what there is, what it means, how to fetch and how to cite
 * it. Swedish with a word in English, without scripts, and with nothing fetched from anywhere.
 *
 * <p>Every text is escaped by the template engine; a reason for a withdrawal is what a user wrote.
 */
@Singleton
class Landningssida {
  private final Template template;
  private final String css;
  private final String policy;

  Landningssida() {
    css = resurs("landningssida.css");
    policy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(css)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    template =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build()
            .parse(resurs("landningssida.html"), Variant.forContentType(Variant.TEXT_HTML));
  }

  /** What a browser may do with the page: use the style that stands in it, and nothing else. */
  String policy() {
    return policy;
  }

  /** All that the template shows. */
  public record Sida(
      RawString css,
      String utgivare,
      String tabeller,
      String config,
      String dcat,
      String openapi,
      List<Uttag> utgavor,
      List<Indraget> aterkallade,
      List<Tabellrad> serier,
      List<Cell> celler,
      List<Anrop> anrop,
      List<Handelse> handelser) {}

  /** A published extract. */
  public record Uttag(
      String id,
      String nummer,
      String rubrik,
      String lage,
      String ersattAv,
      String ersattAvId,
      String uttagsdatum,
      String publicerad,
      String doljs,
      String dokument,
      String kontrollsumma,
      String citat,
      List<Tabellrad> tabeller) {}

  /** A withdrawn one. */
  public record Indraget(
      String id, String rubrik, String orsak, String efterfoljare, String efterfoljareId) {}

  /** A table, and where it is to be had. */
  public record Tabellrad(String id, String titel, List<String> noter, List<Hamta> lankar) {}

  /** A form of a table. */
  public record Hamta(String text, String href) {}

  /** How a cell is marked, and the name of what it means in the document of the extract. */
  public record Cell(String tecken, String kod, String betyder) {}

  /** A call to copy. */
  public record Anrop(String id, String rubrik, String sprak, String kod) {}

  /** What has been published, and what became of it. */
  public record Handelse(String nar, int ar, String nummer, String id, String lage) {}

  /** The page. */
  String html(List<Utgava> utgavor, List<Aterkallad> aterkallade, KatalogAdress adress) {
    var namnda =
        Stream.concat(
                utgavor.stream().map(Utgava::nummer), aterkallade.stream().map(Aterkallad::nummer))
            .collect(Collectors.toSet());
    var nyast = utgavor.stream().filter(u -> u.lage() == PUBLICERAT).findFirst().orElse(null);
    var exempel = nyast == null ? null : exempel(nyast);
    var sida =
        new Sida(
            new RawString(css),
            Katalog.UTGIVARE,
            adress.oppnadata() + "/tables?lang=sv",
            adress.oppnadata() + "/config",
            adress.oppnadata() + "/dcat",
            adress.openapi(),
            utgavor.stream().map(u -> uttag(u, utgavor, adress)).toList(),
            aterkallade.stream().map(a -> indraget(a, namnda)).toList(),
            serier(utgavor, adress),
            CELLER,
            LandningssidaAnrop.alla(
                adress, exempel == null ? null : exempel.namn() + "-" + nyast.nummer(), exempel),
            handelser(utgavor, aterkallade));
    return template.data("sida", sida).render();
  }

  private static final List<Cell> CELLER =
      List.of(
          new Cell("0", "", "Noll: redovisat, och inga."),
          new Cell(
              "..",
              "UNDERTRYCKT",
              "Dold. Antalet personer är litet, eller går att räkna ut ett litet antal från. Värdet kan vara vilket som helst, även noll."),
          new Cell("...", "EJ_REDOVISAT", "Ingen har redovisat uppgiften. Det är inte noll."),
          new Cell(".", "EJ_TILLAMPLIGT", "En sådan uppgift kan inte finnas."),
          new Cell(
              "d",
              "DELVIS",
              "Summan av det som är känt; en del är okänd. Den enda med ett värde."));

  private static OppenTabell exempel(Utgava utgava) {
    return utgava.tabeller().stream()
        .filter(t -> t.namn().equals("deltagare"))
        .findFirst()
        .or(() -> utgava.tabeller().stream().findFirst())
        .orElse(null);
  }

  private static Uttag uttag(Utgava u, List<Utgava> utgavor, KatalogAdress adress) {
    var gallande =
        utgavor.stream()
            .filter(g -> u.lage() != PUBLICERAT && g.lage() == PUBLICERAT && g.ar() == u.ar())
            .map(Utgava::nummer)
            .findFirst()
            .orElse(null);
    return new Uttag(
        id(u.nummer()),
        u.nummer(),
        "%d: årsuttag %s".formatted(u.ar(), u.nummer()),
        u.lage() == PUBLICERAT ? "Gäller för " + u.ar() : "Ersatt",
        gallande,
        gallande == null ? null : id(gallande),
        u.uttagsdatum().toString(),
        dag(u),
        u.troskel() <= 1
            ? "Inga antal"
            : "Antal personer från 1 till %d, och det som röjer dem".formatted(u.troskel() - 1),
        adress.dokument(u.nummer()),
        u.kontrollsumma(),
        u.citat(),
        u.tabeller().stream().map(t -> rad(t, t.namn() + "-" + u.nummer(), adress)).toList());
  }

  private static Indraget indraget(Aterkallad a, Set<String> namnda) {
    boolean finns = a.efterfoljare() != null && namnda.contains(a.efterfoljare());
    return new Indraget(
        id(a.nummer()),
        "%d: årsuttag %s, återkallat".formatted(a.ar(), a.nummer()),
        a.orsak().strip().replaceFirst("\\.$", ""),
        a.efterfoljare(),
        finns ? id(a.efterfoljare()) : "uttag");
  }

  private static List<Tabellrad> serier(List<Utgava> utgavor, KatalogAdress adress) {
    var rader = new LinkedHashMap<String, Tabellrad>();
    utgavor.stream()
        .filter(u -> u.lage() == PUBLICERAT)
        .flatMap(u -> u.tabeller().stream())
        .forEach(t -> rader.computeIfAbsent(t.namn(), namn -> rad(t, namn, adress)));
    return List.copyOf(rader.values());
  }

  private static Tabellrad rad(OppenTabell tabell, String id, KatalogAdress adress) {
    return new Tabellrad(
        id,
        tabell.titel(),
        tabell.noter(),
        List.of(
            new Hamta("CSV", adress.data(id, KatalogFraga.allt(tabell, "csv"))),
            new Hamta("Excel", adress.data(id, KatalogFraga.allt(tabell, "xlsx"))),
            new Hamta("JSON-stat", adress.data(id, KatalogFraga.allt(tabell, "json-stat2"))),
            new Hamta("Metadata", adress.metadata(id))));
  }

  /** The last published first; of the withdrawn only that they are is told. */
  private static List<Handelse> handelser(List<Utgava> utgavor, List<Aterkallad> aterkallade) {
    var handelser = new ArrayList<Handelse>();
    utgavor.stream()
        .sorted((a, b) -> b.publicerad().compareTo(a.publicerad()))
        .forEach(
            u ->
                handelser.add(
                    new Handelse(
                        dag(u),
                        u.ar(),
                        u.nummer(),
                        id(u.nummer()),
                        u.lage() == PUBLICERAT ? "Gäller" : "Ersatt")));
    aterkallade.forEach(
        a -> handelser.add(new Handelse("–", a.ar(), a.nummer(), id(a.nummer()), "Återkallat")));
    return handelser;
  }

  private static String dag(Utgava u) {
    return LocalDate.ofInstant(u.publicerad(), Ar.SVERIGE).toString();
  }

  private static String id(String nummer) {
    return "uttag-" + nummer;
  }

  private static String resurs(String namn) {
    try (var in = Landningssida.class.getResourceAsStream("/oppnadata/" + namn)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
