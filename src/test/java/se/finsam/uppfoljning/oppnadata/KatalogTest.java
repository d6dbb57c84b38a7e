package se.finsam.uppfoljning.oppnadata;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.arsuttag.Lage.ERSATT;
import static se.finsam.uppfoljning.arsuttag.Lage.PUBLICERAT;
import static se.finsam.uppfoljning.oppnadata.Handgjort.ADRESS;
import static se.finsam.uppfoljning.oppnadata.Handgjort.KONTAKT;
import static se.finsam.uppfoljning.oppnadata.Handgjort.deltagare;
import static se.finsam.uppfoljning.oppnadata.Handgjort.kvartal;
import static se.finsam.uppfoljning.oppnadata.Handgjort.utgava;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor.Aterkallad;

/** The catalogue, read and checked by another library than the one that wrote it. */
class KatalogTest {
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String DCTERMS = "http://purl.org/dc/terms/";
  private static final String SPDX = "http://spdx.org/rdf/terms#";
  private static final String STATUS = "http://www.w3.org/ns/adms#status";
  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final Shapes SHAPES =
      Shapes.parse(RDFDataMgr.loadGraph("oppnadata/dcat-ap-se.ttl"));

  private static final Utgava EN = utgava("2023.1.0", PUBLICERAT, deltagare(2023), kvartal(2023));

  private static final List<Utgava> TVA_AR =
      List.of(
          utgava("2024.1.0", PUBLICERAT, deltagare(2024)),
          utgava("2023.2.0", PUBLICERAT, deltagare(2023), kvartal(2023)),
          utgava("2023.1.0", ERSATT, deltagare(2023), kvartal(2023)));

  private static final List<Aterkallad> INDRAGNA =
      List.of(
          new Aterkallad("2024.2.0", 2024, "Fel <uttag> & \"annat\".", "2024.1.0"),
          new Aterkallad("2025.1.0", 2025, "Fel\u0001år", null));

  private static byte[] rdf(List<Utgava> utgavor, List<Aterkallad> aterkallade) {
    return Katalog.rdf(utgavor, aterkallade, ADRESS, KONTAKT);
  }

  private static Model las(List<Utgava> utgavor, List<Aterkallad> aterkallade) {
    var model = ModelFactory.createDefaultModel();
    RDFDataMgr.read(model, new ByteArrayInputStream(rdf(utgavor, aterkallade)), null, Lang.RDFXML);
    return model;
  }

  private static void giltig(Model model) {
    var report = ShaclValidator.get().validate(SHAPES, model.getGraph());
    var text = new ByteArrayOutputStream();
    ShLib.printReport(text, report);
    assertThat(report.conforms()).as(text.toString(StandardCharsets.UTF_8)).isTrue();
  }

  private static Resource sak(Model model, String namn) {
    return model.createResource("https://api.example.se/finsam/v1/oppnadata/dcat#" + namn);
  }

  private static List<String> alla(Resource sak, String egenskap) {
    return sak.listProperties(ResourceFactory.createProperty(egenskap)).toList().stream()
        .map(s -> s.getObject())
        .map(o -> o.isLiteral() ? o.asLiteral().getLexicalForm() : o.asResource().getURI())
        .sorted()
        .toList();
  }

  private static List<String> saker(Model model, String klass) {
    return model
        .listSubjectsWithProperty(RDF.type, model.createResource(DCAT + klass))
        .toList()
        .stream()
        .map(r -> r.getURI().replaceFirst(".*#", ""))
        .sorted()
        .toList();
  }

  @Test
  void every_catalogue_keeps_the_rules_of_the_profile() {
    giltig(las(List.of(), List.of()));
    giltig(las(List.of(EN), List.of()));
    giltig(las(TVA_AR, List.of()));
    giltig(las(TVA_AR, INDRAGNA));
    giltig(las(List.of(), INDRAGNA));
  }

  @Test
  void the_rules_find_what_is_missing() {
    var model = las(List.of(EN), List.of());
    model.removeAll(
        sak(model, "deltagare-csv"), ResourceFactory.createProperty(DCTERMS, "format"), null);
    assertThat(ShaclValidator.get().validate(SHAPES, model.getGraph()).conforms()).isFalse();
  }

  @Test
  void nothing_is_relative_and_nothing_is_without_a_name() {
    var noder =
        las(TVA_AR, INDRAGNA).listStatements().toList().stream()
            .flatMap(s -> Stream.of(s.getSubject(), s.getPredicate(), s.getObject()))
            .filter(RDFNode::isResource)
            .distinct()
            .toList();
    assertThat(noder).hasSizeGreaterThan(100).noneMatch(RDFNode::isAnon);
    assertThat(noder)
        .allMatch(n -> URI.create(n.asResource().getURI()).isAbsolute())
        .noneMatch(n -> n.asResource().getURI().matches(".*[\\[\\]{}<>\" ].*"));
  }

  @Test
  void what_is_pointed_to_in_the_catalogue_is_told_in_it() {
    var model = las(TVA_AR, INDRAGNA);
    model
        .listStatements()
        .forEach(
            s -> {
              var o = s.getObject();
              if (o.isURIResource() && o.asResource().getURI().startsWith(ADRESS.sak(""))) {
                assertThat(o.asResource().hasProperty(RDF.type)).as(s.toString()).isTrue();
              }
            });
  }

  @Test
  void an_empty_service_has_a_catalogue_with_the_series_and_the_api() {
    var model = las(List.of(), List.of());
    assertThat(saker(model, "Catalog")).containsExactly("katalog");
    assertThat(saker(model, "DatasetSeries")).containsExactly("arsuttag");
    assertThat(saker(model, "DataService")).containsExactly("pxwebapi");
    assertThat(saker(model, "Dataset")).isEmpty();
    assertThat(saker(model, "Distribution")).isEmpty();
  }

  @Test
  void a_table_is_one_dataset_in_three_formats() {
    var model = las(List.of(EN), List.of());
    var deltagare = sak(model, "deltagare");
    assertThat(alla(deltagare, DCTERMS + "title"))
        .containsExactly("Deltagare i individinriktade insatser", "Participants");
    assertThat(alla(deltagare, DCTERMS + "issued")).containsExactly("2024-01-25");
    assertThat(alla(deltagare, DCAT + "distribution"))
        .containsExactly(
            ADRESS.sak("deltagare-csv"),
            ADRESS.sak("deltagare-json-stat2"),
            ADRESS.sak("deltagare-xlsx"));
    assertThat(alla(sak(model, "deltagare-csv"), DCAT + "downloadURL"))
        .containsExactly(
            "https://api.example.se/finsam/v1/oppnadata/tables/deltagare/data?lang=sv"
                + "&valuecodes%5Bregion%5D=*&valuecodes%5Bkon%5D=*&valuecodes%5Bmatt%5D=*"
                + "&valuecodes%5Btid%5D=*&outputFormat=csv");
    assertThat(alla(sak(model, "deltagare-csv"), DCTERMS + "format")).containsExactly("text/csv");
    assertThat(alla(sak(model, "deltagare-kvartal"), DCAT + "temporalResolution"))
        .containsExactly("P3M");
  }

  @Test
  void an_extract_is_a_dataset_of_the_series_with_the_checksum_of_its_document() {
    var model = las(List.of(EN), List.of());
    var uttag = sak(model, "arsuttag-2023.1.0");
    assertThat(alla(uttag, DCAT + "inSeries")).containsExactly(ADRESS.sak("arsuttag"));
    assertThat(alla(uttag, DCTERMS + "relation"))
        .containsExactly(
            ADRESS.tabell("deltagare-2023.1.0"), ADRESS.tabell("deltagare-kvartal-2023.1.0"));
    assertThat(alla(sak(model, "arsuttag-2023.1.0-json"), DCAT + "downloadURL"))
        .containsExactly("https://api.example.se/finsam/v1/arsuttag/2023/2023.1.0/innehall");
    assertThat(alla(sak(model, "arsuttag-2023.1.0-kontrollsumma"), SPDX + "checksumValue"))
        .containsExactly(EN.kontrollsumma());
  }

  @Test
  void the_series_goes_from_year_to_year_over_the_extracts_that_hold() {
    var model = las(TVA_AR, INDRAGNA);
    var serie = sak(model, "arsuttag");
    assertThat(alla(serie, DCAT + "first")).containsExactly(ADRESS.sak("arsuttag-2023.2.0"));
    assertThat(alla(serie, DCAT + "last")).containsExactly(ADRESS.sak("arsuttag-2024.1.0"));
    var sista = sak(model, "arsuttag-2024.1.0");
    assertThat(alla(sista, DCAT + "prev")).containsExactly(ADRESS.sak("arsuttag-2023.2.0"));
    assertThat(alla(sista, DCAT + "next")).isEmpty();
    assertThat(alla(sak(model, "arsuttag-2023.2.0"), DCAT + "next"))
        .containsExactly(ADRESS.sak("arsuttag-2024.1.0"));
    assertThat(alla(sak(model, "deltagare"), "http://www.w3.org/2002/07/owl#versionInfo"))
        .containsExactly("2024.1.0");
    // no quarters in 2024: its dataset ends with the year before
    assertThat(alla(sak(model, "deltagare-kvartal"), DCTERMS + "temporal"))
        .containsExactly(ADRESS.sak("tid-2023"));
    assertThat(alla(sak(model, "deltagare"), DCTERMS + "temporal"))
        .containsExactly(ADRESS.sak("tid-2023-2024"));
  }

  @Test
  void a_replaced_extract_says_by_which_and_stays_to_be_read() {
    var model = las(TVA_AR, List.of());
    var ersatt = sak(model, "arsuttag-2023.1.0");
    assertThat(alla(ersatt, DCTERMS + "isReplacedBy"))
        .containsExactly(ADRESS.sak("arsuttag-2023.2.0"));
    assertThat(alla(ersatt, DCAT + "prev")).isEmpty();
    assertThat(alla(sak(model, "arsuttag-2023.1.0-json"), STATUS))
        .containsExactly(EU + "distribution-status/DEPRECATED");
  }

  @Test
  void a_withdrawn_extract_has_no_file_a_reason_and_what_holds_instead() {
    var model = las(TVA_AR, INDRAGNA);
    var indraget = sak(model, "arsuttag-2024.2.0");
    assertThat(alla(indraget, DCAT + "distribution")).isEmpty();
    assertThat(alla(indraget, STATUS)).containsExactly(EU + "dataset-status/WITHDRAWN");
    assertThat(alla(indraget, DCTERMS + "isReplacedBy"))
        .containsExactly(ADRESS.sak("arsuttag-2024.1.0"));
    assertThat(alla(indraget, DCTERMS + "description"))
        .contains(
            "Återkallat: uppgifterna lämnas inte längre ut. Orsak: Fel <uttag> & \"annat\". I dess ställe gäller 2024.1.0.");
    assertThat(alla(sak(model, "arsuttag-2025.1.0"), DCTERMS + "description"))
        .anyMatch(t -> t.contains("Fel\uFFFDår"));
  }

  @Test
  void a_table_without_english_is_told_by_its_own_title() {
    var ny =
        new OppenTabell(
            "nytt", "Något nytt", List.of(), kvartal(2023).variabler(), List.of(), List.of());
    var model = las(List.of(utgava("2023.1.0", PUBLICERAT, ny)), List.of());
    giltig(model);
    assertThat(alla(sak(model, "nytt"), DCTERMS + "title"))
        .containsExactly("Något nytt", "Något nytt");
  }

  @Test
  void the_same_releases_give_the_same_bytes() {
    assertThat(rdf(TVA_AR, INDRAGNA)).isEqualTo(rdf(List.copyOf(TVA_AR), INDRAGNA));
    assertThat(new String(rdf(TVA_AR, INDRAGNA), StandardCharsets.UTF_8))
        .startsWith("<?xml")
        .contains("<dcterms:format>text/csv</dcterms:format>");
  }
}
