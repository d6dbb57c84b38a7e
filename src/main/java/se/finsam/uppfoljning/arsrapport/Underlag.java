package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What the report is made of: a yearly extract, whole or as it is open.
 *
 * @param nummer of the extract: 2023.1.0
 * @param lage UTKAST, PUBLICERAT, ERSATT or ATERKALLAT
 * @param uttagsdatum the day of which it tells
 * @param perTidpunkt the exact instant
 * @param publicerad when it was published, null if it is not
 * @param kontrollsumma SHA-256 of the document, hexadecimal
 * @param adress where it is found for ever
 * @param citat how to cite it
 * @param anteckning what was said when it was taken, null if nothing
 * @param skyddad true if figures of few persons are hidden in the document
 * @param troskel counts of persons from 1 up to just below this are hidden
 * @param innehall the document: brott, tackning, tabeller and kodlistor
 */
public record Underlag(
    String nummer,
    int ar,
    String lage,
    LocalDate uttagsdatum,
    Instant perTidpunkt,
    Instant publicerad,
    String kontrollsumma,
    String adress,
    String citat,
    String anteckning,
    boolean skyddad,
    int troskel,
    JsonNode innehall) {}
