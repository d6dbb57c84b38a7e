package se.finsam.uppfoljning.rojandekontroll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds tables for the tests from the counts of their leaves. */
final class Kub {
  static final Axel KON = axel("kon", true, "TOTALT", "KVINNA", "MAN");

  final List<Axel> axlar;
  final Map<List<String>, Long> blad = new LinkedHashMap<>();

  Kub(Axel... axlar) {
    this.axlar = List.of(axlar);
  }

  /** An axis of one total and its parts. */
  static Axel axel(String namn, boolean tillsammans, String hela, String... delar) {
    List<String> noder = new ArrayList<>(List.of(hela));
    noder.addAll(List.of(delar));
    return new Axel(namn, noder, List.of(new Axel.Summa(hela, List.of(delar))), tillsammans);
  }

  Kub med(long antal, String... noder) {
    blad.merge(List.of(noder), antal, Long::sum);
    return this;
  }

  /** Women and men of a row. */
  Kub rad(String nod, long kvinnor, long man) {
    return med(kvinnor, nod, "KVINNA").med(man, nod, "MAN");
  }

  Raknetabell tabell() {
    int antal = 1;
    int[] steg = new int[axlar.size()];
    for (int a = axlar.size() - 1; a >= 0; a--) {
      steg[a] = antal;
      antal *= axlar.get(a).noder().size();
    }
    Long[] celler = new Long[antal];
    blad.forEach(
        (noder, varde) -> {
          int cell = 0;
          for (int a = 0; a < axlar.size(); a++) {
            cell += axlar.get(a).noder().indexOf(noder.get(a)) * steg[a];
          }
          celler[cell] = varde;
        });
    for (int a = 0; a < axlar.size(); a++) {
      Axel axel = axlar.get(a);
      List<Axel.Summa> djupastForst = new ArrayList<>(axel.summor());
      Collections.reverse(djupastForst);
      for (Axel.Summa summa : djupastForst) {
        int hela = axel.noder().indexOf(summa.hela());
        for (int cell = 0; cell < antal; cell++) {
          if (cell / steg[a] % axel.noder().size() == hela) {
            for (String del : summa.delar()) {
              Long varde = celler[cell + (axel.noder().indexOf(del) - hela) * steg[a]];
              if (varde != null) {
                celler[cell] = varde + (celler[cell] == null ? 0 : celler[cell]);
              }
            }
          }
        }
      }
    }
    return new Raknetabell(axlar, Arrays.asList(celler));
  }

  static Axel region(int... perLan) {
    List<String> noder = new ArrayList<>(List.of("RIKET"));
    List<Axel.Summa> summor = new ArrayList<>();
    List<String> lan = new ArrayList<>();
    for (int l = 0; l < perLan.length; l++) {
      lan.add("L" + l);
    }
    summor.add(new Axel.Summa("RIKET", lan));
    noder.addAll(lan);
    int f = 0;
    for (int l = 0; l < perLan.length; l++) {
      List<String> delar = new ArrayList<>();
      for (int i = 0; i < perLan[l]; i++) {
        delar.add("F" + f++);
      }
      noder.addAll(delar);
      summor.add(new Axel.Summa("L" + l, delar));
    }
    return new Axel("region", noder, summor, false);
  }

  static Axel tid() {
    return new Axel(
        "tid",
        List.of("DELTAGARE", "INGAENDE", "NYA", "K1", "K2", "K3", "K4"),
        List.of(
            new Axel.Summa("DELTAGARE", List.of("INGAENDE", "NYA")),
            new Axel.Summa("NYA", List.of("K1", "K2", "K3", "K4"))),
        false);
  }

  /**
   * A year as 2023: 72 förbund in 21 län, seven without a report, three to seven insatser in each
   * of the others with heavy-tailed counts, 8 153 women and 7 193 men.
   */
  static Raknetabell riket(long fro) {
    Random slump = new Random(fro);
    Kub kub =
        new Kub(
            region(8, 3, 5, 4, 3, 2, 4, 1, 2, 6, 3, 10, 3, 3, 2, 2, 2, 2, 1, 3, 3),
            axel("inriktning", false, "ALLA", "I0", "I1", "I2", "I3", "I4"),
            tid(),
            KON);
    double[] andel = {0.35, 0.25, 0.2, 0.12, 0.08};
    for (int f = 0; f < 72; f++) {
      if (f % 10 == 7) {
        continue;
      }
      int insatser = 3 + (int) Math.min(4, Math.floor(slump.nextDouble() * slump.nextDouble() * 7));
      for (int n = 0; n < insatser; n++) {
        double u = slump.nextDouble();
        int i = 0;
        while (u > andel[i] && i < 4) {
          u -= andel[i++];
        }
        double storlek = StrictMath.exp(slump.nextGaussian() + 3.35);
        for (String tid : List.of("INGAENDE", "K1", "K2", "K3", "K4")) {
          for (String kon : List.of("KVINNA", "MAN")) {
            double vantat =
                storlek
                    * (tid.equals("INGAENDE") ? 0.4 : 0.15)
                    * (kon.equals("KVINNA") ? 0.53 : 0.47);
            kub.med(poisson(slump, vantat), "F" + f, "I" + i, tid, kon);
          }
        }
      }
    }
    kub.jamka("KVINNA", 8153);
    kub.jamka("MAN", 7193);
    return kub.tabell();
  }

  private static long poisson(Random slump, double vantat) {
    double q = slump.nextDouble();
    double p = StrictMath.exp(-vantat);
    long x = 0;
    while (q > p && x < 500) {
      q -= p;
      p *= vantat / ++x;
    }
    return x;
  }

  /** Adds to or takes from the large counts until the sum is right. */
  private void jamka(String kon, long mal) {
    long rest = mal;
    for (Map.Entry<List<String>, Long> ett : blad.entrySet()) {
      rest -= ett.getKey().get(3).equals(kon) ? ett.getValue() : 0;
    }
    while (rest != 0) {
      for (Map.Entry<List<String>, Long> ett : blad.entrySet()) {
        if (rest != 0 && ett.getKey().get(3).equals(kon) && ett.getValue() > 6) {
          ett.setValue(ett.getValue() + Long.signum(rest));
          rest -= Long.signum(rest);
        }
      }
    }
  }
}
