package se.finsam.uppfoljning.sammanstallning;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much of the country a figure covers.
 *
 * @param forbund förbund that exist in the year
 * @param paborjade those with an insats in the year
 * @param ejPaborjade those without
 * @param attesterade those that have said of every quarter in which they existed, and that has
 *     ended, that it is complete, and have sent nothing of it since
 */
@Schema(
    name = "Tackning",
    description =
        "Täckning: förbund som finns under året, har påbörjat, inte påbörjat, och attesterat alla avslutade kvartal")
public record Tackning(
    @Schema(examples = "72") long forbund,
    @Schema(examples = "65") long paborjade,
    @Schema(examples = "7") long ejPaborjade,
    @Schema(examples = "61") long attesterade) {}
