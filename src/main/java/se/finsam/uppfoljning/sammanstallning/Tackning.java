package se.finsam.uppfoljning.sammanstallning;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much of the country a figure covers.
 *
 * @param forbund förbund that exist in the year
 * @param paborjade those with an insats in the year
 * @param ejPaborjade those without
 */
@Schema(
    name = "Tackning",
    description = "Täckning: förbund som finns under året, har påbörjat och inte påbörjat")
public record Tackning(
    @Schema(examples = "72") long forbund,
    @Schema(examples = "65") long paborjade,
    @Schema(examples = "7") long ejPaborjade) {}
