package io.pharos.collect;

import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded requests do not happen to show. */
final class TealiumEventsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PAIR = "\"tealium_account\":\"demo\",\"tealium_profile\":\"main\"";

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tealium_account\":\"demo\"}",
                "{\"tealium_account\":\"demo\",\"tealium_profile\":\"\"}",
                "{\"tealium_account\":\"demo\",\"tealium_profile\":\"mian\"}",
                "[]",
                "{\"tealium_account\":",
                "7",
                "{" + PAIR + ",\"page.name\":\"x\"}"
            })
    void whatTheApiRefusesIsRefusedWithTheReason(String body) {
        var collected = collect(Protocol.TEALIUM_EVENT, body);

        assertThat(collected.status()).isEqualTo(400);
        assertThat(collected.reason()).isPresent();
        assertThat(collected.outcomes()).isEmpty();
    }

    @Test
    void anEmptyRequestIsRefused() {
        assertThat(collector
                        .collect(Requests.get(Protocol.TEALIUM_EVENT, List.of()), ARRIVAL)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRetryHasTheSameId() {
        var body = "{" + PAIR
                + ",\"tealium_visitor_id\":\"v\",\"tealium_timestamp_epoch\":1772359200,\"tealium_random\":\"0.25\"}";

        var event = collect(Protocol.TEALIUM_EVENT, body).events().getFirst();

        assertThat(event.id()).isEqualTo("1772359200-0.25");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "1772359200, 2026-03-01T10:00:00Z",
        "1772359200123, 2026-03-01T10:00:00.123Z",
        "9999999999999, 2026-03-01T12:00:00Z",
    })
    void theTimeMayBeInSecondsOrMilliseconds(String epoch, Instant time) {
        var event = collect(Protocol.TEALIUM_EVENT, "{" + PAIR + ",\"tealium_timestamp_epoch\":\"" + epoch + "\"}")
                .events()
                .getFirst();

        assertThat(event.time()).isEqualTo(time);
    }

    @Test
    void ofABulkOnlyTheFaultyEventIsRejected() {
        var collected = collect(
                Protocol.TEALIUM_BULK,
                "{\"events\":[{\"tealium_event\":\"a\"},{\"x.y\":1},{\"tealium_account\":\"other\"},7],\"shared\":{"
                        + PAIR + "}}");

        assertThat(collected.status()).isEqualTo(200);
        assertThat(collected.events()).extracting(Event::name).containsExactly("a");
        assertThat(collected.outcomes())
                .extracting(outcome -> outcome.problems().isEmpty())
                .containsExactly(true, false, false, false);
        assertThat(collected.reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("events[1].x.y"));
    }

    @Test
    void aBulkWithoutEventsIsRefused() {
        assertThat(collect(Protocol.TEALIUM_BULK, "{\"shared\":{" + PAIR + "}}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("request.no-events"));
    }

    @ParameterizedTest
    @CsvSource({
        "abc123, collect, false",
        "utc2cj, collect_app, false",
        "website-key, website, false",
        "zzz999, collect, true",
    })
    void theDataSourceKeyNamesTheSource(String key, String source, boolean marked) {
        var event = collect(
                        Protocol.TEALIUM_EVENT,
                        "{" + PAIR + ",\"tealium_datasource\":\"" + key + "\",\"tealium_vid\":\"v\"}")
                .events()
                .getFirst();

        assertThat(event.source()).isEqualTo(source);
        assertThat(event.visitor()).isEqualTo("v");
        assertThat(event.marks()).isEqualTo(marked ? List.of(Marks.UNKNOWN_DATASOURCE) : List.of());
    }

    @Test
    void aNameTwiceInAQueryIsAList() {
        var event = collector
                .collect(
                        Requests.get(
                                Protocol.TEALIUM_VISITOR_DATA,
                                List.of(
                                        Map.entry("tealium_account", "demo"),
                                        Map.entry("tealium_profile", "main"),
                                        Map.entry("cp.trace_id", "1"),
                                        Map.entry("sku", "a"),
                                        Map.entry("sku", "b"))),
                        ARRIVAL)
                .events()
                .getFirst();

        assertThat(event.properties()).containsEntry("sku", texts("a", "b")).containsEntry("cp.trace_id", text("1"));
    }

    static Stream<Arguments> queryValues() {
        return Stream.of(
                Arguments.of("[a,b]", texts("a", "b")),
                Arguments.of("[]", texts()),
                Arguments.of("[\"a,b\",\"c\\\"d\"]", texts("a,b", "c\"d")),
                Arguments.of("[ 1 , [2,3] ,{x,y}]", texts("1", "[2,3]", "{x,y}")),
                Arguments.of("[a,]", texts("a", "")),
                Arguments.of("[a", text("[a")),
                Arguments.of("", text("")),
                Arguments.of("[\"a", text("[\"a")),
                Arguments.of("[\"]", texts("\"")));
    }

    @ParameterizedTest
    @MethodSource("queryValues")
    void listsInAQueryNeedNoQuotes(String written, Value value) {
        assertThat(QueryValue.of(written)).isEqualTo(value);
    }

    private Collected collect(Protocol protocol, String body) {
        return collector.collect(Requests.post(protocol, body, Map.of()), ARRIVAL);
    }
}
