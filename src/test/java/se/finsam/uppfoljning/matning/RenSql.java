package se.finsam.uppfoljning.matning;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.sammanstallning.Specifikation;

/**
 * The yardstick: the national report as plain SQL ({@link Specifikation}), one statement after
 * another over all rows, with nothing kept.
 */
final class RenSql implements AutoCloseable {
  /** The tables, each the statements it takes. */
  static final Map<String, List<String>> TABELLER = Specifikation.SATSER;

  private final Handle h;

  RenSql(Connection db) {
    this.h = Jdbi.create(db).open();
  }

  /** The last row of the table's last statement; every column of every row has been read. */
  List<Object> tabell(String tabell, int ar, Instant t) {
    var sist = List.<Object>of();
    for (var sql : TABELLER.get(tabell)) {
      sist = sistaRaden(sql, ar, t);
    }
    return sist;
  }

  /** The tables one after another. */
  void rapport(int ar, Instant t) {
    TABELLER.keySet().forEach(tabell -> tabell(tabell, ar, t));
  }

  private List<Object> sistaRaden(String sql, int ar, Instant t) {
    var fraga =
        h.createQuery(sql)
            .bind("t", t.atOffset(ZoneOffset.UTC))
            .bind("start", LocalDate.of(ar, 1, 1))
            .bind("slut", LocalDate.of(ar, 12, 31));
    if (sql.contains(":ar")) {
      fraga.bind("ar", ar);
    }
    if (sql.contains(":avslutade")) {
      fraga.bind("avslutade", 4);
    }
    return fraga.scanResultSet(
        (resultat, context) -> {
          try (context) {
            var rs = resultat.get();
            var rad = new ArrayList<Object>();
            int kolumner = rs.getMetaData().getColumnCount();
            while (rs.next()) {
              rad.clear();
              for (int i = 1; i <= kolumner; i++) {
                rad.add(rs.getObject(i));
              }
            }
            return rad;
          }
        });
  }

  /** As the service asks: at an instant after every write. */
  Instant nu() {
    return h.createQuery("select clock_timestamp()").mapTo(Instant.class).one();
  }

  @Override
  public void close() {
    h.close();
  }
}
