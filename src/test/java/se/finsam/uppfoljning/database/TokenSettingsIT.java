package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without knowing whose tokens to trust the service does not start, nor does anything else. */
class TokenSettingsIT {
  @TempDir Path mapp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        "MP_JWT_VERIFY_ISSUER",
        "MP_JWT_VERIFY_AUDIENCES"
      })
  void without_one_of_them_it_names_that_one(String saknas) {
    try (var tjanst = Tjanst.somLitarPa(Utfardare.rsa(), mapp.resolve("data")).utan(saknas)) {
      refused(tjanst);
      assertThat(tjanst.logg().split("MP_JWT_VERIFY_")).hasSize(2);
      assertThat(tjanst.logg()).contains("(" + saknas + ")");
    }
  }

  @Test
  void without_any_of_them_it_names_them_all_at_once_whatever_the_profile() {
    try (var tjanst = Tjanst.utanNyckel(mapp.resolve("data")).med("QUARKUS_PROFILE", "acceptans")) {
      refused(tjanst);
      assertThat(tjanst.logg())
          .contains("(MP_JWT_VERIFY_PUBLICKEY_LOCATION)")
          .contains("(MP_JWT_VERIFY_ISSUER)")
          .contains("(MP_JWT_VERIFY_AUDIENCES)");
    }
  }

  private void refused(Tjanst tjanst) {
    assertThat(tjanst.starta().slutkod()).isNotZero();
    assertThat(mapp.resolve("data")).doesNotExist();
    assertThat(tjanst.logg()).contains("does not start without").doesNotContain("PostgreSQL");
  }
}
