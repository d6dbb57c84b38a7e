package se.finsam.uppfoljning.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a person's number, and what only looks like a number (conventions section 6). */
class PersonalNumberTest {

  @Nested
  class Refused {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212-1212-3",
          "grupp-121212-1212-2",
          "2023-121212-1212",
          "121212 - 1212",
          "121212_1212",
          "(121212) 1212",
          "121212-1212/131313-1313",
          "121212;1212",
          "121212; 1212",
          "121212'1212",
          "'121212' '1212'",
          "\"121212\"\"1212\"",
          "121212|1212",
          "121212 | 1212",
          "121212=1212",
          "121212\\1212",
          "121212~1212",
          "121212*1212",
          "121212**1212",
          "[121212][1212]",
          "19121212;1212",
          "19121212[1212]",
          "1\u20e32\u20e31\u20e32\u20e31\u20e32\u20e31\u20e32\u20e31\u20e32\u20e3",
        })
    void whatever_stands_beside_or_between(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212-1212",
          "1212121212",
          "19121212-1212",
          "191212121212",
          "121212+1212",
          "18121212-1212",
          "20121212-1212",
          "120229-1233",
        })
    void a_personnummer(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"121272-1219", "1212721219", "19121272-1219", "191212721219", "121272+1219"})
    void a_samordningsnummer(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212-1213",
          "19121212-1213",
          "121212+1213",
          "121272-1210",
          "20121231-0000",
          "000229-0000",
        })
    void a_wrong_check_digit_where_it_is_written_as_a_personnummer(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212 1212",
          "12 12 12 12 12",
          "12-12-12-1212",
          "1912-12-12-1212",
          "1912-12-12 1212",
          "1912.12.12.1212",
          "12/12/12/1212",
          "1 2 1 2 1 2 1 2 1 2",
          "12.12.12+12.12",
        })
    void separators_between_the_digits(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212\u20101212",
          "121212\u20111212",
          "121212\u20121212",
          "121212\u20131212",
          "121212\u20141212",
          "121212\u20151212",
          "121212\u22121212",
          "121212\uff0d1212",
          "121212\ufe581212",
          "121212\ufe631212",
          "121212\uff0b1212",
          "121212\u00a01212",
          "121212\u20091212",
          "121212\u202f1212",
          "121212\u30001212",
          "121212\t1212",
          "121212\n1212",
          "121212\u20281212",
        })
    void every_dash_and_blank(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "121212\u200b1212",
          "12\u200c12\u200d12\u20601212",
          "121212\ufeff-1212",
          "121212\u00ad1212",
          "\u202e121212-1212\u202c",
          "1\u200e2\u200f1212\u20661212",
        })
    void characters_that_nobody_sees(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "１２１２１２－１２１２",
          "١٢١٢١٢-١٢١٢",
          "۱۲۱۲۱۲-۱۲۱۲",
          "१२१२१२१२१२",
          "𝟏𝟐𝟏𝟐𝟏𝟐𝟏𝟐𝟏𝟐",
          "①②①②①②①②①②",
          "¹²¹²¹²-¹²¹²",
          "⑫⑫⑫⑫⑫",
          "12１２١٢-1٢1２",
        })
    void every_kind_of_digit(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Deltagaren 121212-1212 slutade",
          "pnr:121212-1212.",
          "(121212-1212)",
          "x121212-1212y",
          "1, 121212-1212, 2",
          "insats_1212121212",
          "https://example.se/121212-1212/x",
          "121212-1212 5 gånger",
          "5 gånger, 3 121212-1212",
          "121212-1212 2023-11-04",
          "2024-01-22 19121212-1212",
          "2024-01-22T12:00:00 121212-1212",
          "2024-01-22T12:00 1212121212",
          "2024-01-22T12:00:00Z 121212-1212",
          "556016-0680 och 121212-1212",
        })
    void among_other_words_and_numbers(String text) {
      assertThat(PersonalNumber.in(text)).isTrue();
    }
  }

  @Nested
  class Let_through {
    @ParameterizedTest
    @ValueSource(
        strings = {"222000-1230", "2220001230", "556016-0680", "802002-4280", "162220001230"})
    void an_organisationsnummer(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1212121213",
          "191212121213",
          "121312-1212",
          "121200-1212",
          "121232-1212",
          "121260-1212",
          "121292-1212",
          "120230-1212",
          "19110229-1212",
          "21121212-1212",
          "17121212-1212",
        })
    void what_is_no_date_or_has_no_check_digit_and_is_not_written_as_one(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "12121212121",
          "1212121212121",
          "121212-12123",
          "9121212-1212",
          "12121212-121212",
          "4000 1212 1212 1212",
          "SE45 5000 0000 0583 9825 7466",
          "7350053850019",
        })
    void a_part_of_a_longer_run(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "08-123 456 78",
          "070-123 45 67",
          "+46 70 123 45 67",
          "123-4567",
          "121212",
          "12 12",
          "2023-01-01/2023-12-31",
          "2023-01-01 - 2023-12-31",
          "2023-01-01--2023-03-31",
          "20230101-20231231",
          "2023-10-01",
          "2023K1, 2023K2, 2023K3",
        })
    void phone_numbers_and_ranges_of_dates(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2024-01-22T12:00:00Z",
          "2024-01-22T12:00Z",
          "2024-01-22t12:00:00.123z",
          "2024-01-22T12:00:00+01:00",
          "2024-01-22T12:00:00 01:00",
          "2024-01-22T22:59:59.999999Z",
          "2019-12-12T12:12:12.121212121Z",
          "1912-12-12T12:12:12-12:12",
        })
    void instants(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0180", "1480", "0136,0138,0192", "0136 0138 0192", "[\"0114\",1415]"})
    void kommunkoder(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Ungdomsteamet", "121212-T123", "121212-12", "1e10"})
    void other_text(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2012-12-12; 1212",
          "2023-12-12 12:12;2023-12-13 12:12",
          "2012-12-12 | 12:12:12 | 1212",
          "12:12:12; 12:12",
          "kl. 12.12 = 1212",
          "[2012, 2013][1212]",
          "1 212 120; 1 212 121",
          "1 212 120 kr = 1212 tkr",
          "1212120;1212",
          "121212;121212",
          "121212;12121",
          "121212;121",
          "121212-----1212",
          "121212;;;;;1212",
          "20121231;20131231",
          "20121231|20131231|1212",
          "556016;0680",
          "222000;1230",
          "222000=1230",
          "16222000[1230]",
          "556016-0680;802002-4280",
          "556016-0680|222000-1230",
          "121212;T1212",
          "0136;0138;0192;0180",
          "'0136'|'0138'|'0192'",
          "[0136][0138]",
          "550e8400-e29b-41d4-a716-446655440000",
          "[f81d4fae-7dec-11d0-a765-00a0c91e6bf6]",
          "\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\";\"6ba7b811-9dad-11d1-80b4-00c04fd430c8\"",
        })
    void dates_times_sums_and_ids_with_marks_between(String text) {
      assertThat(PersonalNumber.in(text)).isFalse();
    }

    @Test
    void nothing() {
      assertThat(PersonalNumber.in(null)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"101012383", "12121216", "12721213"})
  void a_number_that_has_lost_its_zeros(String number) {
    assertThat(PersonalNumber.in(number)).isFalse();
    assertThat(PersonalNumber.withoutZeros(number)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "101012384",
        "0101012383",
        "1212121212",
        "1012384",
        "20121212",
        "20231231",
        "12300000",
        "121230000",
        "10000000",
        "500000000",
        "-101012383",
        "101012384.5",
        "1E8",
        "",
        "2022-12-12"
      })
  void another_number(String number) {
    assertThat(PersonalNumber.withoutZeros(number)).isFalse();
  }

  @Test
  void a_long_text_of_digits_is_read_in_no_time() {
    long start = System.nanoTime();
    assertThat(PersonalNumber.in("1 ".repeat(500_000))).isFalse();
    assertThat(PersonalNumber.in("1".repeat(1_000_000))).isFalse();
    assertThat(PersonalNumber.in("121212-".repeat(150_000))).isFalse();
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void marks_and_long_forms_are_read_in_no_time() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(PersonalNumber.in("a" + "\u0301".repeat(200_000) + "\u0323".repeat(200_000)))
              .isFalse();
          assertThat(
                  PersonalNumber.in(
                      "121212" + "\uD834\uDD85\uD834\uDD7B".repeat(200_000) + "-1212"))
              .isTrue();
          assertThat(PersonalNumber.in("\uFDFA".repeat(4_900_000))).isFalse();
        });
  }
}
