package io.pharos.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The invoices that the till of the demo's shop wrote: one row per line of an invoice. */
final class Invoices {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Codes of another form stand for postage, discounts, samples and bank charges. */
    private static final Pattern CODE_OF_A_PRODUCT = Pattern.compile("\\d{5}[A-Z]?");

    private static final int BEST_SELLERS = 80;

    private final List<NamedCsvRecord> rows;

    private Invoices(List<NamedCsvRecord> rows) {
        this.rows = List.copyOf(rows);
    }

    static Invoices read(InputStream gzip) throws IOException {
        try (var rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
            return new Invoices(rows.stream().toList());
        }
    }

    LocalDate lastDay() {
        return rows.stream()
                .map(Invoices::date)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toLocalDate();
    }

    long count() {
        return rows.stream().map(row -> row.getField("invoice_no")).distinct().count();
    }

    /** The same invoices, each so much later; the times of day stay. */
    void write(OutputStream gzip, Period later) throws IOException {
        try (var writer =
                CsvWriter.builder().build(new OutputStreamWriter(new GZIPOutputStream(gzip), StandardCharsets.UTF_8))) {
            var header = rows.getFirst().getHeader();
            writer.writeRecord(header);
            for (var row : rows) {
                var fields = new ArrayList<>(row.getFields());
                fields.set(header.indexOf("invoice_date"), DATE.format(date(row).plus(later)));
                writer.writeRecord(fields);
            }
        }
    }

    /** The best sellers at the price they were sold for last, and everybody who stands on an invoice. */
    Catalogue catalogue() {
        Map<String, Product> products = new HashMap<>();
        Map<String, Integer> sales = new HashMap<>();
        var customers = new TreeSet<String>();
        for (var row : rows) {
            customers.add(row.getField("customer_id"));
            var code = row.getField("stock_code");
            var price = new BigDecimal(row.getField("unit_price"));
            if (CODE_OF_A_PRODUCT.matcher(code).matches() && price.signum() > 0) {
                products.put(code, new Product(code, row.getField("description").strip(), price));
                sales.merge(code, 1, Integer::sum);
            }
        }
        var popular = Comparator.comparing((Product product) -> sales.getOrDefault(product.stockCode(), 0))
                .reversed()
                .thenComparing(Product::stockCode);
        return new Catalogue(
                products.values().stream().sorted(popular).limit(BEST_SELLERS).toList(), List.copyOf(customers));
    }

    private static LocalDateTime date(NamedCsvRecord row) {
        return LocalDateTime.parse(row.getField("invoice_date"), DATE);
    }
}
