package io.pharos.collect;

import io.pharos.model.Event;
import io.pharos.model.FileMapping;
import io.pharos.model.Identification;
import io.pharos.model.Source;
import io.pharos.model.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads files of events: lines of native events, or rows that a file source maps; plain or packed with gzip. The same
 * file always gives the same events. A row that cannot be used is said and passed over; it never stops the file.
 *
 * <p>Memory does not grow with the file. Where rows are grouped the file is read twice: once to count the rows of each
 * group, so that the second time each group is let go with its last row, wherever its rows stand.
 */
public final class EventFiles {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Workspace workspace;
    private final Optional<Source> source;
    private final Optional<Instant> arrival;
    private final Intake intake;

    private EventFiles(Workspace workspace, Optional<Source> source, Optional<Instant> arrival) {
        this.workspace = workspace;
        this.source = source;
        this.arrival = arrival;
        this.intake = new Intake(new Identification(workspace), workspace);
    }

    /** A file whose bytes can be had more than once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;

        static Content of(Path file) {
            return () -> Files.newInputStream(file);
        }
    }

    /**
     * What came of a file.
     *
     * @param rows all rows, those that could not be used included
     */
    public record Summary(long rows, long events) {}

    /** Events that happened in the past and come in at {@code arrival}; they act on nobody. */
    public static EventFiles ofImport(Workspace workspace, Source source, Instant arrival) {
        return new EventFiles(workspace, Optional.of(source), Optional.of(arrival));
    }

    /**
     * Events that each arrive at their own time.
     *
     * @param source maps the rows, and stands for lines that name no source; empty for native events
     */
    public static EventFiles ofReplay(Workspace workspace, Optional<Source> source) {
        return new EventFiles(workspace, source, Optional.empty());
    }

    /**
     * Reads {@code file} to its end.
     *
     * @throws IOException if its bytes cannot be had, or are damaged gzip
     */
    public Summary read(Content file, Consumer<Event> events, Consumer<RowProblem> problems) throws IOException {
        var reading = new Reading(intake, arrival, events, problems);
        try {
            var mapping = source.flatMap(Source::file);
            var time = mapping.flatMap(FileMapping::time);
            if (mapping.isPresent() && time.isPresent()) {
                readRows(file, mapping.get(), new RowMapping(mapping.get(), time.get(), workspace), reading);
            } else {
                readEvents(file, reading);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return reading.summary();
    }

    private void readEvents(Content file, Reading reading) throws IOException {
        try (var bytes = unpacked(file)) {
            var lines = new JsonLines(bytes);
            var name = source.map(Source::name).orElse("file");
            while (lines.advance()) {
                reading.line(lines, name);
            }
        }
    }

    private void readRows(Content file, FileMapping mapping, RowMapping rows, Reading reading) throws IOException {
        var format = switch (mapping.format()) {
            case CSV -> new CsvRows(rows.columns());
            case JSONL -> new JsonRows();
        };
        var name = source.orElseThrow().name();
        if (!rows.groups()) {
            readOnce(file, format, new SingleRows(rows, name, reading));
            return;
        }
        var count = new GroupCount(rows);
        readOnce(file, format, count);
        if (count.stopped().isPresent()) {
            reading.problem(count.stopped().get());
            return;
        }
        readOnce(file, format, new GroupedRows(rows, count.rowsOfGroups(), name, reading));
    }

    private static void readOnce(Content file, Row.Format format, Row.Sink sink) throws IOException {
        try (var bytes = unpacked(file)) {
            format.read(bytes, sink);
        }
    }

    private static InputStream unpacked(Content file) throws IOException {
        var bytes = new BufferedInputStream(file.open(), BUFFER_BYTES);
        bytes.mark(2);
        var packed = Body.isGzip(bytes.readNBytes(2));
        bytes.reset();
        return packed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
    }
}
