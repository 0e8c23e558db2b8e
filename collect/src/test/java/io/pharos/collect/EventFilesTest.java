package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Event;
import io.pharos.model.FileMapping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class EventFilesTest {
    private static final String HEADER = "invoice_no,stock_code,quantity,invoice_date,unit_price,customer_id,country\n";

    private record Read(EventFiles.Summary summary, List<Event> events, List<RowProblem> problems) {}

    @Test
    void rowsOfAGroupBecomeOneEventWhereverTheyStand() {
        var read = invoices("""
                1,A,2,2026-03-01 10:01:00,0.1,7,DE
                2,B,1,2026-03-01 10:02:00,5,8,FR
                1,C,1,2026-03-01 10:00:00,0.2,7,AT
                """);

        assertThat(read.events).extracting(Event::id).containsExactly("2", "1");
        assertThat(read.events.get(1))
                .isEqualTo(new Event(
                        "1",
                        "till",
                        "7",
                        "purchase",
                        Instant.parse("2026-03-01T10:00:00Z"),
                        1,
                        Instant.parse("2026-03-01T10:00:00Z"),
                        Event.Origin.LIVE,
                        null,
                        Map.of(
                                "invoice_no", text("1"),
                                "stock_code", texts("A", "C"),
                                "quantity", texts("2", "1"),
                                "invoice_date", text("2026-03-01 10:01:00"),
                                "unit_price", texts("0.1", "0.2"),
                                "customer_id", text("7"),
                                "country", text("DE"),
                                "order_value", amount("0.4")),
                        List.of()));
    }

    @Test
    void aRowThatCannotBeUsedSpoilsItsGroupOnly() {
        var read = invoices("""
                1,A,2,2026-03-01 10:00:00,0.1,7,DE
                2,B,many,2026-03-01 10:02:00,5,8,FR
                2,B,1,2026-02-29 10:02:00,5,8,FR
                3,B,1,2026-03-01 10:02:00,5
                ,B,1,2026-03-01 10:02:00,5,8,FR
                """);

        assertThat(read.summary).isEqualTo(new EventFiles.Summary(5, 1));
        assertThat(read.events).extracting(Event::id).containsExactly("1");
        assertThat(read.problems.stream()
                        .map(problem -> problem.row() + " " + problem.problem().code()))
                .containsExactly(
                        "2 row.number",
                        "3 row.time",
                        "2 row.incomplete-group",
                        "4 row.cells",
                        "4 row.incomplete-group",
                        "5 row.no-group");
        assertThat(read.problems.get(1))
                .hasToString("line 4, invoice_date: found \"2026-02-29 10:02:00\" (text), expected a time of the form"
                        + " yyyy-MM-dd HH:mm:ss.");
    }

    @Test
    void anEmptyCellIsMissingAndHoldsItsPlaceInAList() {
        var event = invoices("""
                1,,2,2026-03-01 10:00:00,0.1,7,
                1,C,1,2026-03-01 10:00:00,0.2,7,AT
                """).events.getFirst();

        assertThat(event.properties())
                .containsEntry("stock_code", texts("", "C"))
                .doesNotContainKey("country");
    }

    @Test
    void columnsThatAreMissingAreNamedTogether() {
        var read = read(Shop.invoices(), "invoice_nr,stock_code,quantity,invoice_date,customer_id\n1,A,2,x,7\n");

        assertThat(read.events).isEmpty();
        assertThat(read.problems)
                .singleElement()
                .hasToString("line 1, header: found no column \"invoice_no\" (there is \"invoice_nr\"), expected the"
                        + " columns the source's mapping names.");
    }

    @Test
    void aColumnTwiceIsRefused() {
        var read = read(perRow("id", "visitor"), "at,id,visitor,id\n2026-03-01,1,v,2\n");

        assertThat(read.events).isEmpty();
        assertThat(read.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("file.duplicate-column"));
    }

    @Test
    void anEmptyFileIsSaid() {
        assertThat(read(perRow("id", "visitor"), "").problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("file.empty"));
    }

    @Test
    void lettersThatAreNotUtf8AreRefusedInTheirRow() {
        var csv = "at,id,visitor,city\n2026-03-01,1,v,K\u00f6ln\n2026-03-01,2,v,Bonn\n";

        var read = read(Optional.of(perRow("id", "visitor")), csv.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read.events).extracting(Event::id).containsExactly("2");
        assertThat(read.problems).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(1);
            assertThat(problem.problem().code()).isEqualTo("row.not-utf8");
        });
    }

    @Test
    void aQuoteThatNeverEndsStopsTheFileWithAWord() {
        var read = read(perRow("id", "visitor"), "at,id,visitor\n2026-03-01,1,v\n2026-03-01,\"2,v\n");

        assertThat(read.events).extracting(Event::id).containsExactly("1");
        assertThat(read.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("file.not-csv"));
    }

    @Test
    void groupsAreNotMadeOfHalfAFile() {
        var read = invoices("1,A,2,2026-03-01 10:00:00,0.1,7,DE\n2,\"A,2,2026-03-01 10:00:00,0.1,7,DE\n");

        assertThat(read.events).isEmpty();
        assertThat(read.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("file.not-csv"));
    }

    @Test
    void aByteOrderMarkQuotesAndWindowsLinesAreRead() {
        var read = read(
                perRow("id", "visitor"), "\uFEFF\"at\",id,visitor,note\r\n2026-03-01,1,v,\"a \"\"b\"\",\r\nc\"\r\n");

        assertThat(read.problems).isEmpty();
        assertThat(read.events)
                .singleElement()
                .satisfies(event -> assertThat(event.property("note")).contains(text("a \"b\",\r\nc")));
    }

    @Test
    void theColumnThatIdentifiesStaysAPropertyIfAnIdentifierIsReadFromIt() {
        var event = read(perRow("id", "email"), "at,id,email\n2026-03-01,1,a@b.c\n")
                .events
                .getFirst();

        assertThat(event.visitor()).isNull();
        assertThat(event.property("email")).contains(text("a@b.c"));
    }

    @Test
    void rowsWithoutIdsKeepTheirIdWhenReadAgainAndDifferFromAnotherFile() {
        var mapping = perRow(null, "visitor");
        var once = read(mapping, "at,visitor\n2026-03-01,v\n2026-03-01,v\n");
        var again = read(mapping, "at,visitor\n2026-03-01,v\n2026-03-01,v\n2026-03-02,v\n");
        var other = read(mapping, "at,visitor\n2026-04-01,v\n");

        assertThat(ids(once)).doesNotHaveDuplicates();
        assertThat(ids(again)).startsWith(ids(once).toArray(String[]::new)).hasSize(3);
        assertThat(ids(once)).doesNotContainAnyElementsOf(ids(other));
    }

    @Test
    void theTimeOfARowIsReadInItsZone() {
        var mapping = mapping(
                new FileMapping.TimeColumn("at", "dd/MM/yyyy HH:mm", ZoneId.of("Europe/Berlin")), null, "visitor");

        assertThat(read(mapping, "at,visitor\n01/07/2026 12:00,v\n")
                        .events
                        .getFirst()
                        .time())
                .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    }

    @Test
    void linesOfNativeEventsAreReadAndFaultyOnesSaid() {
        var read = read(Optional.empty(), """
                {"id":"e1","time":"2026-03-01T10:00:00Z","source":"website","event":"a","visitor":"v","attributes":{"x":{"y":1}}}

                {"time":"2026-03-01T10:00:00Z","event":"b","visitor":"v"}
                {"time":"2026-03-01T10:00:00Z","event":
                {"event":"c","visitor":"v"}
                ["d"]
                {"time":"2026-03-01T10:00:01Z","event":"e"}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(read.summary).isEqualTo(new EventFiles.Summary(6, 3));
        assertThat(read.events).extracting(Event::name).containsExactly("a", "b", "e");
        assertThat(read.events).extracting(Event::order).containsExactly(1L, 2L, 6L);
        assertThat(read.events).extracting(Event::source).containsExactly("website", "file", "file");
        assertThat(read.events.get(0).properties()).isEqualTo(Map.of("x.y", amount("1")));
        assertThat(read.events.get(2).visitor()).isEqualTo(read.events.get(2).id());
        assertThat(read.events.get(2).marks()).containsExactly(Marks.NO_VISITOR);
        assertThat(read.problems)
                .hasToString("[line 4, column 40: found the end of the body, expected the rest of the JSON;"
                        + " it was cut off., line 5, event.time: found nothing, expected a time with its offset such as"
                        + " \"2026-03-01T10:00:00Z\", or milliseconds since 1970. Without a server an event cannot have the time of"
                        + " its arrival., line 6, event: found an array, expected an object that holds one event.]");
    }

    @Test
    void linesOfJsonAreMappedAsRowsAre() {
        var mapping = new FileMapping(
                FileMapping.Format.JSONL,
                Optional.of(new FileMapping.TimeColumn("at", "yyyy-MM-dd'T'HH:mm:ssXXX", ZoneId.of("UTC"))),
                List.of(),
                Optional.of("signup"),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.of("no"),
                Optional.of("who.id"));

        var read = read(mapping, """
                {"at":"2026-03-01T10:00:00+01:00","no":17,"who":{"id":"v"},"plan":"gold"}
                {"at":"2026-03-01T10:00:00+01:00","no":18,"n":1e999}
                """);

        assertThat(read.events).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("17");
            assertThat(event.visitor()).isEqualTo("v");
            assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
            assertThat(event.properties())
                    .isEqualTo(Map.of(
                            "at",
                            text("2026-03-01T10:00:00+01:00"),
                            "no",
                            amount("17"),
                            "who.id",
                            text("v"),
                            "plan",
                            text("gold")));
        });
        assertThat(read.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("event.number-out-of-range"));
    }

    @Test
    void importedEventsArriveTogetherAndNeverInTheFuture() {
        var till = Shop.file(perRow("id", "visitor"));
        var arrival = Instant.parse("2026-03-02T00:00:00Z");
        var events = new ArrayList<Event>();

        read(
                EventFiles.ofImport(Shop.workspace(till), till, arrival),
                "at,id,visitor\n2026-03-01,1,v\n2026-03-03,2,v\n".getBytes(StandardCharsets.UTF_8),
                events,
                new ArrayList<>());

        assertThat(events).extracting(Event::origin).containsOnly(Event.Origin.IMPORT);
        assertThat(events).extracting(Event::arrival).containsOnly(arrival);
        assertThat(events).extracting(Event::time).containsExactly(Instant.parse("2026-03-01T00:00:00Z"), arrival);
    }

    @Test
    void gzipIsKnownByItsFirstBytes() throws IOException {
        var csv = "at,id,visitor\n2026-03-01,1,v\n".getBytes(StandardCharsets.UTF_8);

        assertThat(read(Optional.of(perRow("id", "visitor")), gzip(csv)).events).hasSize(1);
        var cut = Arrays.copyOf(gzip(csv), 20);
        assertThatThrownBy(() -> read(Optional.of(perRow("id", "visitor")), cut))
                .hasCauseInstanceOf(EOFException.class);
    }

    @Test
    void longFilesPassThroughInPieces() {
        var lines = new StringBuilder();
        for (var i = 0; i < 5000; i++) {
            lines.append("{\"time\":\"2026-03-01T10:00:00Z\",\"event\":\"e\",\"visitor\":\"v%d\"}\r\n".formatted(i));
        }

        var read = read(Optional.empty(), lines.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(read.problems).isEmpty();
        assertThat(read.events).hasSize(5000);
        assertThat(read.events.getLast().visitor()).isEqualTo("v4999");
    }

    private static Read invoices(String rows) {
        return read(Shop.invoices(), HEADER + rows);
    }

    private static Read read(FileMapping mapping, String file) {
        return read(Optional.of(mapping), file.getBytes(StandardCharsets.UTF_8));
    }

    private static Read read(Optional<FileMapping> mapping, byte[] file) {
        var source = mapping.map(Shop::file);
        var workspace = source.map(till -> Shop.workspace(till)).orElseGet(Shop::workspace);
        var events = new ArrayList<Event>();
        var problems = new ArrayList<RowProblem>();
        var summary = read(EventFiles.ofReplay(workspace, source), file, events, problems);
        return new Read(summary, events, problems);
    }

    private static EventFiles.Summary read(
            EventFiles files, byte[] file, List<Event> events, List<RowProblem> problems) {
        try {
            return files.read(() -> new ByteArrayInputStream(file), events::add, problems::add);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static List<String> ids(Read read) {
        return read.events.stream().map(Event::id).toList();
    }

    private static FileMapping perRow(String id, String identify) {
        return mapping(new FileMapping.TimeColumn("at", "yyyy-MM-dd", ZoneId.of("UTC")), id, identify);
    }

    private static FileMapping mapping(FileMapping.TimeColumn time, String id, String identify) {
        return new FileMapping(
                FileMapping.Format.CSV,
                Optional.of(time),
                List.of(),
                Optional.of("visit"),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.ofNullable(id),
                Optional.of(identify));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
