package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;

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
