package se.finsam.uppfoljning.format;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The zip archive around a workbook, unpacked in memory.
 *
 * <p>Read by its directory, as spreadsheets do: java.util.zip can do that only from the disk, and
 * as a stream it cannot read all that workbook libraries write.
 */
final class Arkiv {
  static final String TOO_LARGE = "Arbetsboken är för stor när den packas upp";

  private Arkiv() {}

  static ZipFile oppna(byte[] zip) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(zip)).get();
  }

  /**
   * All parts by name, in the order in which they stand.
   *
   * @throws IOException if it is no zip, or a part is broken, encrypted, or there twice
   */
  static Map<String, byte[]> delar(byte[] zip, int mostParts, int mostBytes) throws IOException {
    var delar = new LinkedHashMap<String, byte[]>();
    int left = mostBytes;
    try (var file = oppna(zip)) {
      for (var entry : Collections.list(file.getEntriesInPhysicalOrder())) {
        // counted as it is unpacked: what it says of its size may be a lie
        var bytes = file.getInputStream(entry).readNBytes(left + 1);
        left -= bytes.length;
        if (left < 0 || delar.size() == mostParts) {
          throw Rutor.forStor(TOO_LARGE);
        }
        var crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc() || delar.put(entry.getName(), bytes) != null) {
          throw new IOException();
        }
      }
    }
    return delar;
  }
}
