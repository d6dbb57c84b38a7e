package se.finsam.uppfoljning.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * Plain SQL in, records by column name out: {@code pagaende_vid_start} becomes {@code
 * pagaendeVidStart}.
 */
class Database {
  private static final RowMapperFactory RECORDS =
      (type, config) ->
          type instanceof Class<?> c && c.isRecord() && c.getName().startsWith("se.finsam.")
              ? Optional.of(ConstructorMapper.of(c))
              : Optional.empty();

  @Produces
  @Singleton
  Jdbi jdbi(DataSource dataSource) {
    var jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    jdbi.registerRowMapper(RECORDS);
    return jdbi;
  }
}
