package se.finsam.uppfoljning.mottagning;

import java.time.Instant;

/**
 * What a PUT did.
 *
 * @param nytt true if the resource did not exist before
 * @param mottagen an instant as of which the resource is as this PUT left it
 */
public record Skrivet(boolean nytt, Instant mottagen) {}
