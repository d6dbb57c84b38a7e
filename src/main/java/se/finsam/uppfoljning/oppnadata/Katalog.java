package se.finsam.uppfoljning.oppnadata;

import static se.finsam.uppfoljning.arsuttag.Lage.PUBLICERAT;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.DCAT;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.FOAF;
import org.eclipse.rdf4j.model.vocabulary.OWL;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.VCARD4;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLWriter;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor.Aterkallad;
import se.finsam.uppfoljning.period.Ar;

/**
 * What dataportal.se harvests: every open table as a dataset in several formats, every published
 * extract as a dataset of a yearly series, and the API that serves them (DCAT-AP-SE 3.0.1).
 *
 * <p>The profile wants formats as media types in plain text, and names instead of blank nodes, so
 * that two harvests tell of the same things. The same input gives the same bytes.
 *
 * <p>A withdrawn extract stays in the series, since others may have cited it: without any
 * distribution, with the status withdrawn, the reason, and what holds instead.
 */
class Katalog {
  static final String CC0 = "http://creativecommons.org/publicdomain/zero/1.0/";
  static final String UTGIVARE = "Nationella rådet för finansiell samordning";

  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final String ADMS = "http://www.w3.org/ns/adms#";
  private static final String SPDX = "http://spdx.org/rdf/terms#";
  private static final String DCATAP = "http://data.europa.eu/r5r/";
  private static final String IANA = "http://www.iana.org/assignments/media-types/";

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final ValueFactory VARDEN = SimpleValueFactory.getInstance();
  private static final IRI IN_SERIES = iri(DCAT.NAMESPACE + "inSeries");
  private static final IRI STATUS = iri(ADMS + "status");

  private static final Map<String, String> PREFIX =
      new TreeMap<>(
          Map.of(
              "adms", ADMS,
              "dcat", DCAT.NAMESPACE,
              "dcatap", DCATAP,
              "dcterms", DCTERMS.NAMESPACE,
              "foaf", FOAF.NAMESPACE,
              "owl", OWL.NAMESPACE,
              "rdf", RDF.NAMESPACE,
              "spdx", SPDX,
              "vcard", VCARD4.NAMESPACE,
              "xsd", XSD.NAMESPACE));

  /** Whom to ask. */
  record Kontakt(String namn, String epost) {}

  /** A table as it can be had over all years. */
  private record Innehall(OppenTabell tabell, List<Utgava> utgavor) {}

  private enum Filformat {
    CSV("csv", "CSV", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180"),
    XLSX("xlsx", "Excel", Katalog.XLSX, null),
    JSON_STAT("json-stat2", "JSON-stat 2.0", "application/json", "https://json-stat.org/full/");

    private final String kod;
    private final String namn;
    private final String mediaType;
    private final String standard;

    Filformat(String kod, String namn, String mediaType, String standard) {
      this.kod = kod;
      this.namn = namn;
      this.mediaType = mediaType;
      this.standard = standard;
    }
  }

  private final Model rdf = new LinkedHashModel();
  private final KatalogAdress adress;
  private final List<Utgava> utgavor;
  private final List<Aterkallad> aterkallade;
  private final List<Utgava> gallande;

  private final IRI utgivare;
  private final IRI kontakt;
  private final IRI serie;
  private final IRI tjanst;

  private Katalog(List<Utgava> utgavor, List<Aterkallad> aterkallade, KatalogAdress adress) {
    this.adress = adress;
    this.utgavor = utgavor;
    this.aterkallade = aterkallade;
    gallande =
        utgavor.stream()
            .filter(u -> u.lage() == PUBLICERAT)
            .sorted(Comparator.comparingInt(Utgava::ar))
            .toList();
    utgivare = sak("utgivare");
    kontakt = sak("kontakt");
    serie = sak("arsuttag");
    tjanst = sak("pxwebapi");
  }

  /** The catalogue as RDF/XML, in UTF-8. */
  static byte[] rdf(
      List<Utgava> utgavor, List<Aterkallad> aterkallade, KatalogAdress adress, Kontakt vem) {
    var katalog = new Katalog(utgavor, aterkallade, adress);
    var tabeller = katalog.tabeller();
    katalog.katalogen(tabeller);
    katalog.aktorer(vem);
    katalog.serien();
    utgavor.forEach(katalog::utgava);
    aterkallade.forEach(katalog::aterkallad);
    tabeller.forEach(katalog::tabell);
    katalog.tjansten(tabeller);
    return katalog.bytes();
  }

  private void katalogen(List<Innehall> tabeller) {
    var k = sak("katalog");
    typ(k, DCAT.CATALOG);
    texter(k, DCTERMS.TITLE, "Öppna data om Finsam", "Open data on Finsam");
    texter(
        k,
        DCTERMS.DESCRIPTION,
        "Nationella uppgifter om samordningsförbundens insatser, deltagare och pengar, ur publicerade årsuttag. Alla tabeller är röjandekontrollerade.",
        "National figures on the Swedish coordination associations (Finsam): their activities, participants and money, from published yearly extracts. All tables are disclosure-controlled.");
    rdf.add(k, DCTERMS.PUBLISHER, utgivare);
    rdf.add(k, DCTERMS.LICENSE, iri(CC0));
    rdf.add(k, DCTERMS.LANGUAGE, iri(EU + "language/SWE"));
    rdf.add(k, FOAF.HOMEPAGE, iri(adress.oppnadata()));
    rdf.add(k, DCAT.THEME_TAXONOMY, iri(EU + "data-theme"));
    sverige(k);
    utgivning(k, utgavor);
    rdf.add(k, DCAT.HAS_DATASET, serie);
    utgavor.forEach(u -> rdf.add(k, DCAT.HAS_DATASET, uttag(u.nummer())));
    aterkallade.forEach(u -> rdf.add(k, DCAT.HAS_DATASET, uttag(u.nummer())));
    tabeller.forEach(t -> rdf.add(k, DCAT.HAS_DATASET, sak(t.tabell().namn())));
    rdf.add(k, DCAT.HAS_SERVICE, tjanst);
  }

  private void aktorer(Kontakt vem) {
    typ(utgivare, FOAF.AGENT);
    text(utgivare, FOAF.NAME, UTGIVARE, "sv");
    rdf.add(utgivare, DCTERMS.TYPE, iri("http://purl.org/adms/publishertype/NationalAuthority"));
    typ(kontakt, VCARD4.ORGANIZATION);
    rdf.add(kontakt, VCARD4.FN, text(vem.namn()));
    rdf.add(kontakt, VCARD4.HAS_EMAIL, iri("mailto:" + vem.epost()));
  }

  private void serien() {
    typ(serie, iri(DCAT.NAMESPACE + "DatasetSeries"));
    texter(serie, DCTERMS.TITLE, "Årsuttag ur Uppföljning Finsam", "Yearly extracts on Finsam");
    texter(
        serie,
        DCTERMS.DESCRIPTION,
        "Ett årsuttag är det som var känt om ett år en viss dag, fryst med kontrollsumma. Ett nytt för samma år ersätter det förra; båda finns kvar.",
        "A yearly extract is what was known of a year on a given day, frozen with a checksum. A new one of the same year replaces the one before; both remain.");
    omstandigheter(serie);
    sverige(serie);
    utgivning(serie, utgavor);
    rdf.add(serie, DCTERMS.ACCRUAL_PERIODICITY, iri(EU + "frequency/ANNUAL"));
    if (!gallande.isEmpty()) {
      tid(serie, gallande.get(0).ar(), gallande.get(gallande.size() - 1).ar());
      rdf.add(serie, iri(DCAT.NAMESPACE + "first"), uttag(gallande.get(0).nummer()));
      rdf.add(
          serie, iri(DCAT.NAMESPACE + "last"), uttag(gallande.get(gallande.size() - 1).nummer()));
    }
  }

  /**
   * A published extract; the figures are those of its document, whose bytes the checksum proves.
   */
  private void utgava(Utgava u) {
    var d = uttag(u.nummer());
    typ(d, DCAT.DATASET);
    texter(
        d,
        DCTERMS.TITLE,
        "Uppföljning Finsam %d, årsuttag %s".formatted(u.ar(), u.nummer()),
        "Finsam %d, yearly extract %s".formatted(u.ar(), u.nummer()));
    texter(
        d,
        DCTERMS.DESCRIPTION,
        "Alla öppna tabeller om %d så som de var kända %s, i ett dokument. Fryst: ändras aldrig. Citera så: %s."
            .formatted(u.ar(), u.uttagsdatum(), u.citat()),
        "All open tables of %d as known on %s, in one document. Frozen: it never changes."
            .formatted(u.ar(), u.uttagsdatum()));
    omstandigheter(d);
    sverige(d);
    tid(d, u.ar(), u.ar());
    utgivning(d, List.of(u));
    rdf.add(d, DCTERMS.IDENTIFIER, text("arsuttag-" + u.nummer()));
    rdf.add(d, OWL.VERSIONINFO, text(u.nummer()));
    rdf.add(d, DCTERMS.ACCRUAL_PERIODICITY, iri(EU + "frequency/NEVER"));
    rdf.add(d, DCTERMS.LANGUAGE, iri(EU + "language/SWE"));
    rdf.add(d, IN_SERIES, serie);
    if (u.lage() == PUBLICERAT) {
      int plats = gallande.indexOf(u);
      if (plats > 0) {
        rdf.add(d, iri(DCAT.NAMESPACE + "prev"), uttag(gallande.get(plats - 1).nummer()));
      }
      if (plats < gallande.size() - 1) {
        rdf.add(d, iri(DCAT.NAMESPACE + "next"), uttag(gallande.get(plats + 1).nummer()));
      }
    } else {
      gallande.stream()
          .filter(g -> g.ar() == u.ar())
          .forEach(g -> rdf.add(d, DCTERMS.IS_REPLACED_BY, uttag(g.nummer())));
    }
    u.tabeller()
        .forEach(
            t -> rdf.add(d, DCTERMS.RELATION, iri(adress.tabell(t.namn() + "-" + u.nummer()))));
    var fil = sak("arsuttag-" + u.nummer() + "-json");
    rdf.add(d, DCAT.HAS_DISTRIBUTION, fil);
    distribution(fil, "JSON", "application/json", adress.dokument(u.nummer()));
    utgivning(fil, List.of(u));
    rdf.add(
        fil,
        STATUS,
        iri(EU + "distribution-status/" + (u.lage() == PUBLICERAT ? "COMPLETED" : "DEPRECATED")));
    var summa = sak("arsuttag-" + u.nummer() + "-kontrollsumma");
    rdf.add(fil, iri(SPDX + "checksum"), summa);
    typ(summa, iri(SPDX + "Checksum"));
    rdf.add(summa, iri(SPDX + "algorithm"), iri(SPDX + "checksumAlgorithm_sha256"));
    rdf.add(
        summa, iri(SPDX + "checksumValue"), VARDEN.createLiteral(u.kontrollsumma(), XSD.HEXBINARY));
  }

  private void aterkallad(Aterkallad u) {
    var d = uttag(u.nummer());
    typ(d, DCAT.DATASET);
    texter(
        d,
        DCTERMS.TITLE,
        "Uppföljning Finsam %d, årsuttag %s (återkallat)".formatted(u.ar(), u.nummer()),
        "Finsam %d, yearly extract %s (withdrawn)".formatted(u.ar(), u.nummer()));
    texter(
        d,
        DCTERMS.DESCRIPTION,
        "Återkallat: uppgifterna lämnas inte längre ut. Orsak: %s. %s"
            .formatted(
                utanPunkt(u.orsak()),
                u.efterfoljare() == null
                    ? "Inget annat gäller ännu i dess ställe."
                    : "I dess ställe gäller %s.".formatted(u.efterfoljare())),
        "Withdrawn: its figures are no longer given out. %s"
            .formatted(
                u.efterfoljare() == null
                    ? "Nothing holds in its place yet."
                    : "%s holds in its place.".formatted(u.efterfoljare())));
    omstandigheter(d);
    sverige(d);
    tid(d, u.ar(), u.ar());
    rdf.add(d, DCTERMS.IDENTIFIER, text("arsuttag-" + u.nummer()));
    rdf.add(d, OWL.VERSIONINFO, text(u.nummer()));
    rdf.add(d, IN_SERIES, serie);
    rdf.add(d, STATUS, iri(EU + "dataset-status/WITHDRAWN"));
    boolean finns =
        Stream.concat(
                utgavor.stream().map(Utgava::nummer), aterkallade.stream().map(Aterkallad::nummer))
            .anyMatch(nummer -> nummer.equals(u.efterfoljare()));
    if (finns) {
      rdf.add(d, DCTERMS.IS_REPLACED_BY, uttag(u.efterfoljare()));
    }
  }

  /** Every table of the extracts that hold, as the newest of them tells it. */
  private List<Innehall> tabeller() {
    var efterNamn = new LinkedHashMap<String, Innehall>();
    gallande.stream()
        .sorted(Comparator.comparingInt(Utgava::ar).reversed())
        .forEach(
            u ->
                u.tabeller()
                    .forEach(
                        t ->
                            efterNamn.computeIfAbsent(
                                t.namn(),
                                namn ->
                                    new Innehall(
                                        t,
                                        gallande.stream()
                                            .filter(
                                                g ->
                                                    g.tabeller().stream()
                                                        .anyMatch(a -> a.namn().equals(namn)))
                                            .toList()))));
    return List.copyOf(efterNamn.values());
  }

  private void tabell(Innehall innehall) {
    var t = innehall.tabell();
    var arliga = innehall.utgavor();
    var d = sak(t.namn());
    typ(d, DCAT.DATASET);
    texter(d, DCTERMS.TITLE, t.titel(), KatalogTexter.engelsk(t).titel());
    texter(
        d,
        DCTERMS.DESCRIPTION,
        Stream.concat(Stream.of(utanPunkt(t.titel()) + "."), t.noter().stream())
            .collect(Collectors.joining(" ")),
        KatalogTexter.engelsk(t).beskrivning());
    omstandigheter(d);
    sverige(d);
    tid(d, arliga.get(0).ar(), arliga.get(arliga.size() - 1).ar());
    rdf.add(
        d,
        DCAT.TEMPORAL_RESOLUTION,
        VARDEN.createLiteral(KatalogTexter.kvartalsvis(t) ? "P3M" : "P1Y", XSD.DURATION));
    utgivning(d, arliga);
    rdf.add(d, DCTERMS.IDENTIFIER, text(t.namn()));
    rdf.add(d, OWL.VERSIONINFO, text(arliga.get(arliga.size() - 1).nummer()));
    rdf.add(d, DCTERMS.ACCRUAL_PERIODICITY, iri(EU + "frequency/ANNUAL"));
    rdf.add(d, DCTERMS.LANGUAGE, iri(EU + "language/SWE"));
    for (var format : Filformat.values()) {
      var fil = sak(t.namn() + "-" + format.kod);
      rdf.add(d, DCAT.HAS_DISTRIBUTION, fil);
      distribution(
          fil,
          format.namn,
          format.mediaType,
          adress.data(t.namn(), KatalogFraga.allt(t, format.kod)));
      if (format.standard != null) {
        rdf.add(fil, DCTERMS.CONFORMS_TO, iri(format.standard));
      }
      rdf.add(fil, DCAT.ACCESS_SERVICE, tjanst);
    }
  }

  private void tjansten(List<Innehall> tabeller) {
    typ(tjanst, DCAT.DATA_SERVICE);
    texter(
        tjanst, DCTERMS.TITLE, "Öppna data om Finsam, PxWebApi 2", "Finsam open data, PxWebApi 2");
    texter(
        tjanst,
        DCTERMS.DESCRIPTION,
        "Välj celler ur de öppna tabellerna, i flera format. Utan inloggning.",
        "Choose cells of the open tables, in several formats. No login.");
    rdf.add(tjanst, DCAT.ENDPOINT_URL, iri(adress.oppnadata()));
    rdf.add(tjanst, DCAT.ENDPOINT_DESCRIPTION, iri(adress.openapi()));
    rdf.add(tjanst, DCTERMS.FORMAT, text("application/json"));
    rdf.add(tjanst, DCTERMS.CONFORMS_TO, iri("https://github.com/PxTools/PxApiSpecs"));
    rdf.add(tjanst, DCTERMS.TYPE, iri("http://www.wikidata.org/entity/Q749568"));
    rdf.add(tjanst, DCTERMS.LICENSE, iri(CC0));
    omstandigheter(tjanst);
    rdf.add(tjanst, DCAT.SERVES_DATASET, serie);
    tabeller.forEach(t -> rdf.add(tjanst, DCAT.SERVES_DATASET, sak(t.tabell().namn())));
  }

  private void distribution(IRI fil, String namn, String mediaType, String url) {
    typ(fil, DCAT.DISTRIBUTION);
    text(fil, DCTERMS.TITLE, namn, "sv");
    rdf.add(fil, DCAT.ACCESS_URL, iri(url));
    rdf.add(fil, DCAT.DOWNLOAD_URL, iri(url));
    rdf.add(fil, DCTERMS.FORMAT, text(mediaType));
    rdf.add(fil, DCAT.MEDIA_TYPE, iri(IANA + mediaType));
    rdf.add(fil, DCTERMS.LICENSE, iri(CC0));
    rdf.add(fil, DCTERMS.LANGUAGE, iri(EU + "language/SWE"));
    rdf.add(fil, iri(DCATAP + "availability"), iri(EU + "planned-availability/STABLE"));
  }

  /** What is the same of all that is told: who, about what, open to all. */
  private void omstandigheter(IRI sak) {
    rdf.add(sak, DCTERMS.PUBLISHER, utgivare);
    rdf.add(sak, DCAT.CONTACT_POINT, kontakt);
    KatalogTexter.NYCKELORD.forEach((sv, en) -> texter(sak, DCAT.KEYWORD, sv, en));
    rdf.add(sak, DCAT.THEME, iri(EU + "data-theme/SOCI"));
    rdf.add(sak, DCAT.THEME, iri(EU + "data-theme/GOVE"));
    rdf.add(sak, DCTERMS.ACCESS_RIGHTS, iri(EU + "access-right/PUBLIC"));
    rdf.add(sak, DCAT.LANDING_PAGE, iri(adress.oppnadata()));
  }

  private void sverige(IRI sak) {
    rdf.add(sak, DCTERMS.SPATIAL, iri("http://sws.geonames.org/2661886"));
    rdf.add(sak, DCTERMS.SPATIAL, iri(EU + "country/SWE"));
  }

  private void tid(IRI sak, int fran, int till) {
    var period = sak(fran == till ? "tid-" + fran : "tid-" + fran + "-" + till);
    rdf.add(sak, DCTERMS.TEMPORAL, period);
    typ(period, DCTERMS.PERIOD_OF_TIME);
    rdf.add(period, DCAT.START_DATE, datum(LocalDate.of(fran, 1, 1)));
    rdf.add(period, DCAT.END_DATE, datum(LocalDate.of(till, 12, 31)));
  }

  private void utgivning(IRI sak, List<Utgava> utgavor) {
    utgivningsdag(sak, DCTERMS.ISSUED, utgavor, BinaryOperator.minBy(Comparator.naturalOrder()));
    utgivningsdag(sak, DCTERMS.MODIFIED, utgavor, BinaryOperator.maxBy(Comparator.naturalOrder()));
  }

  private void utgivningsdag(
      IRI sak, IRI egenskap, List<Utgava> utgavor, BinaryOperator<Instant> vilken) {
    utgavor.stream()
        .map(Utgava::publicerad)
        .reduce(vilken)
        .ifPresent(t -> rdf.add(sak, egenskap, datum(LocalDate.ofInstant(t, Ar.SVERIGE))));
  }

  private static String utanPunkt(String text) {
    return text.strip().replaceFirst("\\.$", "");
  }

  private IRI uttag(String nummer) {
    return sak("arsuttag-" + nummer);
  }

  private IRI sak(String namn) {
    return iri(adress.sak(namn));
  }

  private void typ(IRI sak, IRI klass) {
    rdf.add(sak, RDF.TYPE, klass);
  }

  private void texter(IRI sak, IRI egenskap, String sv, String en) {
    text(sak, egenskap, sv, "sv");
    text(sak, egenskap, en, "en");
  }

  private void text(IRI sak, IRI egenskap, String text, String sprak) {
    rdf.add(sak, egenskap, VARDEN.createLiteral(skrivbar(text), sprak));
  }

  private static Value text(String text) {
    return VARDEN.createLiteral(skrivbar(text));
  }

  /** What XML cannot hold is told as unreadable, so that one character does not stop a harvest. */
  private static String skrivbar(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Value datum(LocalDate dag) {
    return VARDEN.createLiteral(dag.toString(), XSD.DATE);
  }

  private static IRI iri(String iri) {
    return VARDEN.createIRI(iri);
  }

  private byte[] bytes() {
    var ut = new ByteArrayOutputStream();
    var skrivare = new RDFXMLWriter(ut);
    skrivare.startRDF();
    PREFIX.forEach(skrivare::handleNamespace);
    // subject by subject; that writer which names elements after types marks plain text as typed
    rdf.subjects().forEach(sak -> rdf.filter(sak, null, null).forEach(skrivare::handleStatement));
    skrivare.endRDF();
    return ut.toByteArray();
  }
}
