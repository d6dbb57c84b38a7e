package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;

/**
 * Whether an extract can still be made of the registrations, byte for byte, by the rules that it
 * was made with.
 *
 * @param nummer of the extract
 * @param overensstammer true if every byte agrees, of the content and of the open document
 * @param regelversion the rules
 * @param kontrollsumma SHA-256 of the kept bytes, computed now
 * @param beraknadKontrollsumma SHA-256 of the bytes made again
 * @param storlek of the kept bytes
 * @param skillnader where the two differ: JSON pointers (RFC 6901), at most 20
 * @param oppet the same of the open document; absent while there is none
 * @param provad when it was tried
 */
@Schema(
    name = "Verifiering",
    description = "Om årsuttaget kan göras om ur registreringarna, byte för byte")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verifiering(
    @Schema(examples = "2023.1.0") String nummer,
    boolean overensstammer,
    @Schema(examples = "1") String regelversion,
    String kontrollsumma,
    String beraknadKontrollsumma,
    @Schema(examples = "183642") int storlek,
    @Schema(examples = "[]") List<String> skillnader,
    Oppna oppet,
    Instant provad,
    @JsonProperty("_links") Map<String, Lank> links) {
  private static final int MEST = 20;

  /**
   * The open document, made again from the content made again and from the releases before it.
   *
   * @param regelversion the rules of disclosure control
   */
  @Schema(name = "VerifieringOppet", description = "Samma prov av det öppna dokumentet")
  record Oppna(
      boolean overensstammer,
      @Schema(examples = "1") String regelversion,
      String kontrollsumma,
      String beraknadKontrollsumma,
      List<String> skillnader) {}

  static Verifiering av(Arsuttag a, Arsuttagen.Prov prov, Instant nu, Map<String, Lank> links) {
    var oppet =
        prov.oppet() == null
            ? null
            : new Oppna(
                lika(prov.oppet(), prov.beraknatOppet()),
                Oppet.REGELVERSION,
                hex(prov.oppet()),
                hex(prov.beraknatOppet()),
                skillnader(prov.oppet(), prov.beraknatOppet()));
    return new Verifiering(
        a.nummer(),
        lika(prov.innehall(), prov.beraknat())
            && Arrays.equals(prov.innehall().kontrollsumma(), a.kontrollsumma())
            && (oppet == null || oppet.overensstammer()),
        a.regelversion(),
        hex(prov.innehall()),
        hex(prov.beraknat()),
        prov.innehall().bytes().length,
        skillnader(prov.innehall(), prov.beraknat()),
        oppet,
        nu,
        links);
  }

  private static boolean lika(Dokument ett, Dokument annat) {
    return Arrays.equals(ett.bytes(), annat.bytes());
  }

  private static String hex(Dokument dokument) {
    return Dokument.hex(dokument.kontrollsumma());
  }

  private static List<String> skillnader(Dokument ett, Dokument annat) {
    var alla = new ArrayList<String>();
    if (!lika(ett, annat)) {
      skillnader("", ett.innehall(), annat.innehall(), alla);
    }
    return alla;
  }

  private static void skillnader(String var, JsonNode ett, JsonNode annat, List<String> alla) {
    if (alla.size() >= MEST || ett.equals(annat)) {
      return;
    }
    if (ett.isObject() && annat.isObject()) {
      var namn = new TreeSet<String>();
      ett.fieldNames().forEachRemaining(namn::add);
      annat.fieldNames().forEachRemaining(namn::add);
      namn.forEach(
          n ->
              skillnader(
                  var + "/" + n.replace("~", "~0").replace("/", "~1"),
                  ett.path(n),
                  annat.path(n),
                  alla));
    } else if (ett.isArray() && annat.isArray()) {
      for (int i = 0; i < Math.max(ett.size(), annat.size()); i++) {
        skillnader(var + "/" + i, ett.path(i), annat.path(i), alla);
      }
    } else {
      alla.add(var);
    }
  }
}
