package se.finsam.uppfoljning.oppnadata;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.arsuttag.OppenTabell;

/**
 * Calls to copy, in the languages that researchers use; they run as they stand.
 *
 * <p>Codes are read as text everywhere, since 01 is a län and 1 is not, and a cell without a value
 * stays without: no tool is left to guess what {@code ..} is.
 */
class LandningssidaAnrop {
  private LandningssidaAnrop() {}

  /**
   * For the table of an extract, whose figures never change; without one, what tables there are.
   */
  static List<Landningssida.Anrop> alla(KatalogAdress adress, String id, OppenTabell tabell) {
    var anrop = new ArrayList<Landningssida.Anrop>();
    anrop.add(
        anrop(
            "curl-tabeller",
            "curl: vilka tabeller finns?",
            "curl",
            "curl -sS --fail \"%s/tables?lang=sv\"".formatted(adress.oppnadata())));
    if (tabell == null) {
      return anrop;
    }
    anrop.add(
        anrop(
            "curl-csv",
            "curl: en tabell som CSV",
            "curl",
            "curl -sS --fail \\\n  \"%s\""
                .formatted(adress.data(id, KatalogFraga.prov(tabell, "csv")))));
    anrop.add(anrop("r-httr2", "R med httr2 och jsonlite", "r", rHttr2(adress, id, tabell)));
    anrop.add(anrop("r", "R utan paket", "r", r(adress, id, tabell)));
    anrop.add(anrop("python-pandas", "Python med pandas", "python", pandas(adress, id, tabell)));
    anrop.add(anrop("python", "Python utan paket", "python", python(adress, id, tabell)));
    return anrop;
  }

  private static String rHttr2(KatalogAdress adress, String id, OppenTabell tabell) {
    return """
        library(httr2)
        library(jsonlite)

        svar <- request("%s/data") |>
          req_url_query(
            %s
          ) |>
          req_perform() |>
          resp_body_string() |>
          fromJSON()

        # JSON-stat 2: axlarnas koder, den sista varierar snabbast
        axlar <- lapply(svar$dimension[svar$id], function(axel) {
          index <- axel$category$index
          if (is.null(index)) names(axel$category$label)
          else if (is.list(index)) names(sort(unlist(index)))
          else index
        })
        tabell <- rev(expand.grid(rev(axlar), stringsAsFactors = FALSE))
        tabell$varde <- as.numeric(unlist(svar$value))
        tabell$status <- ""
        tabell$status[as.integer(names(svar$status)) + 1] <- as.character(unlist(svar$status))
        print(tabell)"""
        .formatted(
            adress.tabell(id),
            fraga(tabell, "json-stat2", "%s = \"%s\"", "`%s` = \"%s\"", ",\n    "));
  }

  private static String r(KatalogAdress adress, String id, OppenTabell tabell) {
    return """
        adress <- paste0(
          "%s/data?",
          %s
        )
        # allt som text: koden 01 ska inte bli 1
        tabell <- read.csv(adress, colClasses = "character", na.strings = character(), encoding = "UTF-8")
        # de två sista kolumnerna är värde och status; en tom cell blir NA
        tabell[[ncol(tabell) - 1]] <- as.numeric(tabell[[ncol(tabell) - 1]])
        print(tabell)"""
        .formatted(adress.tabell(id), delad(adress, id, tabell, "\"", ",\n  "));
  }

  private static String pandas(KatalogAdress adress, String id, OppenTabell tabell) {
    return """
        import pandas as pd

        adress = (
            "%s/data?"
            %s
        )
        # allt som text: koden 01 ska inte bli 1
        tabell = pd.read_csv(adress, dtype=str, keep_default_na=False)
        # de två sista kolumnerna är värde och status; en tom cell blir NaN
        varde = tabell.columns[-2]
        tabell[varde] = pd.to_numeric(tabell[varde])
        print(tabell.to_string())"""
        .formatted(adress.tabell(id), delad(adress, id, tabell, "\"", "\n    "));
  }

  private static String python(KatalogAdress adress, String id, OppenTabell tabell) {
    return """
        import itertools
        import json
        import urllib.parse
        import urllib.request

        fraga = urllib.parse.urlencode({
            %s,
        })
        adress = "%s/data?" + fraga
        with urllib.request.urlopen(adress, timeout=30) as svar:
            tabell = json.load(svar)

        # JSON-stat 2: axlarnas koder, den sista varierar snabbast
        axlar = []
        for namn in tabell["id"]:
            kategori = tabell["dimension"][namn]["category"]
            index = kategori.get("index", list(kategori.get("label", {})))
            axlar.append(sorted(index, key=index.get) if isinstance(index, dict) else index)
        print(*tabell["id"], "varde", "status", sep=";")
        for i, koder in enumerate(itertools.product(*axlar)):
            varde = tabell["value"][i]
            status = tabell.get("status", {}).get(str(i), "")
            print(*koder, "" if varde is None else varde, status, sep=";")"""
        .formatted(
            fraga(tabell, "json-stat2", "\"%s\": \"%s\"", "\"%s\": \"%s\"", ",\n    "),
            adress.tabell(id));
  }

  /** A question as a list of names and values; names with brackets may need quotes of their own. */
  private static String fraga(
      OppenTabell tabell, String format, String enkel, String klammer, String mellan) {
    return KatalogFraga.prov(tabell, format).entrySet().stream()
        .map(p -> (p.getKey().endsWith("]") ? klammer : enkel).formatted(p.getKey(), p.getValue()))
        .collect(Collectors.joining(mellan));
  }

  /** A question as part of an address, a parameter a line. */
  private static String delad(
      KatalogAdress adress, String id, OppenTabell tabell, String citat, String mellan) {
    var fraga = adress.data(id, KatalogFraga.prov(tabell, "csv"));
    var delar = fraga.substring(fraga.indexOf('?') + 1).split("&");
    var rader = new ArrayList<String>();
    for (int i = 0; i < delar.length; i++) {
      rader.add(citat + (i == 0 ? "" : "&") + delar[i] + citat);
    }
    return String.join(mellan, rader);
  }

  private static Landningssida.Anrop anrop(String id, String rubrik, String sprak, String kod) {
    return new Landningssida.Anrop("anrop-" + id, rubrik, sprak, kod);
  }
}
