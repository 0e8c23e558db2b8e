package io.pharos.collect;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.pharos.model.Nearest;
import io.pharos.model.Problem;
import io.pharos.model.Value;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Comma-separated values as in RFC 4180, UTF-8, with a header row. An empty cell is a missing value. A row with too few
 * or too many cells cannot be used: nobody knows which is missing.
 *
 * @param required the columns the header must name
 */
record CsvRows(List<String> required) implements Row.Format {
    private static final String UNREADABLE = "\uFFFD";

    @Override
    public void read(InputStream file, Row.Sink sink) {
        var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(true)
                .ofCsvRecord(file, StandardCharsets.UTF_8);
        var line = 1L;
        try {
            var records = reader.iterator();
            if (!records.hasNext()) {
                sink.stop(new RowProblem(0, 1, problem("file.empty", "", "nothing", "a header row with the columns")));
                return;
            }
            var header = records.next().getFields();
            var faults = faults(header);
            faults.forEach(fault -> sink.stop(new RowProblem(0, 1, fault)));
            for (var number = 1L; faults.isEmpty() && records.hasNext(); number++) {
                var record = records.next();
                line = record.getStartingLineNumber();
                sink.row(row(number, record, header));
            }
        } catch (CsvParseException fault) {
            sink.stop(new RowProblem(
                    0, line, problem("file.not-csv", "after line " + line, String.valueOf(fault.getMessage()), "CSV")));
        }
    }

    private List<Problem> faults(List<String> header) {
        var faults = new ArrayList<Problem>();
        var seen = new HashSet<String>();
        for (var column : header) {
            if (!seen.add(column)) {
                faults.add(
                        problem("file.duplicate-column", "header", "two columns \"" + column + '"', "each name once"));
            }
        }
        for (var column : required) {
            if (!seen.contains(column)) {
                var nearest = Nearest.to(column, header).map(near -> " (there is \"" + near + "\")");
                faults.add(problem(
                        "file.missing-column",
                        "header",
                        "no column \"" + column + '"' + nearest.orElse(""),
                        "the columns the source's mapping names"));
            }
        }
        return faults;
    }

    private static Row row(long number, CsvRecord record, List<String> header) {
        var columns = new LinkedHashMap<String, Value>();
        var unreadable = new ArrayList<String>(0);
        for (var i = 0; i < Math.min(header.size(), record.getFieldCount()); i++) {
            var cell = record.getField(i);
            if (!cell.isEmpty()) {
                columns.put(header.get(i), new Value.Text(cell));
            }
            if (cell.contains(UNREADABLE)) {
                unreadable.add(header.get(i));
            }
        }
        return new Row(number, record.getStartingLineNumber(), columns, problems(record, header, unreadable));
    }

    private static List<Problem> problems(CsvRecord record, List<String> header, List<String> unreadable) {
        var problems = new ArrayList<Problem>(0);
        if (record.getFieldCount() != header.size()) {
            problems.add(problem(
                    "row.cells", "row", record.getFieldCount() + " cells", header.size() + " cells, as in the header"));
        }
        for (var column : unreadable) {
            problems.add(problem("row.not-utf8", column, "letters that are not UTF-8", "a file saved as UTF-8"));
        }
        return problems;
    }

    private static Problem problem(String code, String where, String found, String expected) {
        return new Problem(code, Problem.Place.inEvent(where), found, expected, "");
    }
}
