package se.finsam.uppfoljning.sammanstallning;

/**
 * What one quarter added to the year of the insatser of one förbund and one finer orientation. The
 * deltagare of T4 are the sums of all {@code ingaende} and {@code nya}, the personal of T5 the sum
 * of {@code personal}.
 *
 * @param kvartal 1 to 4
 * @param insatser insatser that live in the quarter (antal)
 * @param registrerade of which have registered it; if none, the counts are of nothing
 * @param ingaendeKvinnor women there when this quarter began, of the insatser whose first
 *     registered quarter of the year it is (antal)
 * @param ingaendeMan men, likewise
 * @param nyaKvinnor women who began in the quarter
 * @param nyaMan men, likewise
 * @param personal staff reached in the quarter
 */
public record Flode(
    String forbund,
    String preciseradInriktning,
    int kvartal,
    long insatser,
    long registrerade,
    long ingaendeKvinnor,
    long ingaendeMan,
    long nyaKvinnor,
    long nyaMan,
    long personal) {}
