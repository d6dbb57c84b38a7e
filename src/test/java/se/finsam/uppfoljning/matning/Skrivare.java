package se.finsam.uppfoljning.matning;

import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.finsam.uppfoljning.database.Utfardare;

/** What the förbund send while the nation is measured: corrections, each of other counts. */
final class Skrivare {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More people than the generator gives any insats, so that each correction changes something. */
  private static final int FLER = 60;

  /** And those of the fifty others than those of the one. */
  private static final int FLERA = 70;

  private static final int OLIKA = 7;
  private static final int KVARTAL = 4;

  private record Insats(String forbund, String kod, boolean individinriktad) {

    @SuppressWarnings("unchecked")
    Map<String, Object> med(int antal) {
      return rattad(
          individinriktad ? rad(kod, kvinnor(antal, 1, 0), man(antal, 0, 1)) : rad(kod, antal));
    }
  }

  private final Utfardare utfardare;
  private final List<Insats> enPerForbund;
  private final List<Insats> femtio;
  private int nummer;
  private int femtionde;

  private static final String EN_PER_FORBUND =
      """
      select distinct on (f.nr) f.kod, i.kod, true
        from insats i join forbund f on f.nr = i.forbund
       where i.inriktning = 'INDIVIDINRIKTAD'
       order by f.nr, i.nr
      """;

  private static final String FEMTIO =
      """
      select f.kod, i.kod, i.inriktning = 'INDIVIDINRIKTAD'
        from insats i join forbund f on f.nr = i.forbund
       where f.nr = (select forbund from insats group by forbund order by count(*) desc, forbund limit 1)
       order by i.nr
       limit 50
      """;

  Skrivare(Connection db, Utfardare utfardare) throws SQLException {
    this.utfardare = utfardare;
    this.enPerForbund = insatser(db, EN_PER_FORBUND);
    this.femtio = insatser(db, FEMTIO);
  }

  private static List<Insats> insatser(Connection db, String sql) throws SQLException {
    var insatser = new ArrayList<Insats>();
    try (var s = db.createStatement();
        var svar = s.executeQuery(sql)) {
      while (svar.next()) {
        insatser.add(new Insats(svar.getString(1), svar.getString(2), svar.getBoolean(3)));
      }
    }
    return insatser;
  }

  /** One corrected registration, of the next förbund in turn. */
  byte[] en() throws IOException {
    int varv = nummer / enPerForbund.size();
    var insats = enPerForbund.get(nummer++ % enPerForbund.size());
    return post(List.of(insats), varv, FLER);
  }

  /** Fifty corrected registrations of the largest förbund. */
  byte[] femtio() throws IOException {
    return post(femtio, femtionde++, FLERA);
  }

  /** Of a quarter at a time; when its turn comes again its counts are others. */
  private byte[] post(List<Insats> insatser, int varv, int minst) throws IOException {
    var kvartal = "2023K" + (1 + varv % KVARTAL);
    int antal = minst + varv / KVARTAL % OLIKA;
    var body = registreringar(kvartal, "DELAR");
    body.put("registreringar", insatser.stream().map(i -> i.med(antal)).toList());
    var forbund = insatser.get(0).forbund();
    return Uppkoppling.post(
        ROT + "/forbund/" + forbund + "/registreringar",
        utfardare.forbund(forbund),
        JSON.writeValueAsString(body));
  }
}
