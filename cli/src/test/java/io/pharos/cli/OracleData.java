package io.pharos.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Real data beside the checkout, and what was computed of them by other means. */
public final class OracleData {
    private final Path folder;

    private OracleData(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where the data are absent: they are not part of the checkout. */
    public static OracleData orSkip() {
        var folder = Checkout.root().resolve("../shared/data").normalize();
        assumeTrue(
                Files.isDirectory(folder),
                "Skipped, because the real data are not there: " + folder + " does not exist.");
        return new OracleData(folder);
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** What is expected, by visitor. */
    SortedMap<String, Map<String, String>> expected(String name) {
        var visitors = new TreeMap<String, Map<String, String>>();
        for (var row : named(folder.resolve("oracle").resolve(name))) {
            visitors.put(row.getField("customer_id"), row.getFieldsAsMap());
        }
        return visitors;
    }

    Map<String, String> totals(String name) {
        var totals = new LinkedHashMap<String, String>();
        named(folder.resolve("oracle").resolve(name))
                .forEach(row -> totals.put(row.getField("name"), row.getField("value")));
        return totals;
    }

    /**
     * Writes the rows of a file in another order to {@code to}. The rows of one visitor and day stay together and in
     * their order, since the order of rows settles that of events of one moment.
     */
    void shuffle(String name, String visitor, String time, long seed, Path to) throws IOException {
        List<CsvRecord> rows;
        try (var reader = CsvReader.builder().ofCsvRecord(unpacked(file(name)))) {
            rows = reader.stream().toList();
        }
        var header = rows.getFirst().getFields();
        var days = new LinkedHashMap<String, List<CsvRecord>>();
        for (var row : rows.subList(1, rows.size())) {
            var day = row.getField(header.indexOf(time)).substring(0, "2011-01-31".length());
            days.computeIfAbsent(row.getField(header.indexOf(visitor)) + " " + day, _ -> new ArrayList<>())
                    .add(row);
        }
        var shuffled = new ArrayList<>(days.values());
        Collections.shuffle(shuffled, new Random(seed));
        try (var writer = CsvWriter.builder().build(to)) {
            writer.writeRecord(header);
            shuffled.forEach(day -> day.forEach(row -> writer.writeRecord(row.getFields())));
        }
    }

    private static List<NamedCsvRecord> named(Path file) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStreamReader unpacked(Path gzip) throws IOException {
        return new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8);
    }
}
