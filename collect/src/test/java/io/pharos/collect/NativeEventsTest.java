package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.items;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeEventsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void readsAnEventInFull() {
        var event = accepted("""
                {"id":"e-17","time":"2026-03-01T10:00:00.250+01:00","source":"website","event":"purchase","visitor":"anon-1",
                 "order":7,"attributes":{"order_id":"o1","order_total":499.990,"vip":true,"nothing":null,
                 "product_category":["shoes","bags"],"shop":{"city":"Köln","floor":{"no":-2}}}}""");

        assertThat(event)
                .isEqualTo(new Event(
                        "e-17",
                        "website",
                        "anon-1",
                        "purchase",
                        Instant.parse("2026-03-01T09:00:00.250Z"),
                        7,
                        ARRIVAL,
                        Event.Origin.LIVE,
                        null,
                        Map.of(
                                "order_id",
                                new Value.Text("o1"),
                                "order_total",
                                amount("499.99"),
                                "vip",
                                new Value.Flag(true),
                                "product_category",
                                texts("shoes", "bags"),
                                "shop.city",
                                new Value.Text("Köln"),
                                "shop.floor.no",
                                amount("-2")),
                        List.of()));
    }

    @Test
    void takesAnArrayInTheOrderSent() {
        var collected = collect("[{\"event\":\"a\",\"visitor\":\"v\"},{\"event\":\"b\",\"visitor\":\"v\"}]");

        assertThat(collected.events()).extracting(Event::name).containsExactly("a", "b");
        assertThat(collected.events()).extracting(Event::order).containsExactly(0L, 1L);
        assertThat(collected.events().get(0).id())
                .isLessThan(collected.events().get(1).id());
    }

    @Test
    void arraysOfObjectsBecomeListsInStep() {
        var event = accepted("""
                {"event":"order","visitor":"v","attributes":{"products":[
                  {"id":"a","quantity":1,"size":{"eu":42}}, {"id":"b","tags":["x",{"y":1.50}]}, {"id":"c","quantity":null}]}}""");

        assertThat(event.properties())
                .isEqualTo(Map.of(
                        "products.id", texts("a", "b", "c"),
                        "products.quantity", items(amount("1"), new Value.Text(""), new Value.Text("")),
                        "products.size.eu", items(amount("42"), new Value.Text(""), new Value.Text("")),
                        "products.tags", texts("", "[\"x\",{\"y\":1.50}]", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, 1e400 (number)",
        "1e999999999, 1e999999999 (number)",
        "1e99999999999, 1e99999999999 (number)",
        "12345678901234567890123456789012345, 12345678901234567890123456789012345 (number)",
    })
    void aNumberThatDoesNotFitIsLeftOutAndSaid(String number, String found) {
        var collected = collect("{\"event\":\"e\",\"visitor\":\"v\",\"attributes\":{\"n\":" + number + ",\"m\":1}}");

        var outcome = (Collected.Accepted) collected.outcomes().getFirst();
        assertThat(outcome.event().properties()).isEqualTo(Map.of("m", amount("1")));
        assertThat(outcome.event().marks()).containsExactly(Marks.PROPERTY_DROPPED);
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("event.number-out-of-range");
            assertThat(problem.place().path()).isEqualTo("event.attributes.n");
            assertThat(problem.found()).isEqualTo(found);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "1e308", "0e999999999", "1234567890123456789012345678901234", "0.1", "100"})
    void numbersThatFitStayExact(String number) {
        var event = accepted("{\"event\":\"e\",\"visitor\":\"v\",\"attributes\":{\"n\":" + number + "}}");

        assertThat(event.property("n")).contains(amount(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":5}                     | event.event      | 5 (number)",
                "{\"event\":\"e\",\"time\":\"soon\"} | event.time     | \"soon\" (text)",
                "{\"event\":\"e\",\"time\":\"2026-03-01T10:00:00\"} | event.time | \"2026-03-01T10:00:00\" (text)",
                "{\"event\":\"e\",\"time\":1767261600}     | event.time | 1767261600 (number)",
                "{\"event\":\"e\",\"time\":\"2026-02-29T10:00:00Z\"} | event.time | \"2026-02-29T10:00:00Z\" (text)",
                "{\"event\":\"e\",\"order\":1.5}   | event.order      | 1.5 (number)",
                "{\"event\":\"e\",\"attributes\":[]} | event.attributes | an array",
                "{\"visitor\":\"v\"}               | event.event      | nothing",
                "{\"event\":\"e\",\"visitr\":\"v\"}  | event.visitr   | the unknown key \"visitr\"",
                "{\"event\":\"e\",\"source\":\"app\"} | event.source  | \"app\" (text)",
                "7                                 | event            | 7 (number)",
            })
    void whatIsWrongIsNamed(String body, String where, String found) {
        var rejected = (Collected.Rejected) collect(body).outcomes().getFirst();

        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place().path()).isEqualTo(where);
            assertThat(problem.found()).isEqualTo(found);
        });
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        var rejected = (Collected.Rejected) collect("[{\"event\":\"a\"},{\"event\":\"e\",\"atributes\":{}}]")
                .outcomes()
                .get(1);

        assertThat(rejected.problems()).singleElement().hasToString("""
                events[1].atributes: found the unknown key "atributes", expected one of id, time, source, event, visitor, order, \
                attributes, writeKey. Did you mean "attributes"? What describes the event goes under "attributes".""");
    }

    @Test
    void anEventFromTheFutureIsDatedBackToItsArrival() {
        var event = accepted("{\"event\":\"e\",\"visitor\":\"v\",\"time\":\"2026-03-01T12:00:05Z\"}");

        assertThat(event.time()).isEqualTo(ARRIVAL);
        assertThat(event.sentTime()).isEqualTo(Instant.parse("2026-03-01T12:00:05Z"));
        assertThat(event.marks()).containsExactly(Marks.CLOCK_CORRECTED);
    }

    @Test
    void timeMayBeMilliseconds() {
        assertThat(accepted("{\"event\":\"e\",\"visitor\":\"v\",\"time\":1767261600123}")
                        .time())
                .isEqualTo(Instant.ofEpochMilli(1767261600123L));
    }

    @Test
    void whoNamesNobodyIsAStrangerOfItsOwn() {
        var collected = collect(
                "[{\"event\":\"e\"},{\"event\":\"e\",\"visitor\":\" \"},{\"event\":\"e\",\"attributes\":{\"email\":\"a@b.c\"}}]");

        assertThat(collected.events().get(0).visitor()).isNotNull();
        assertThat(collected.events().get(1).visitor())
                .isNotNull()
                .isNotEqualTo(collected.events().get(0).visitor());
        assertThat(collected.events().get(2).visitor()).isNull();
        assertThat(collected.events())
                .extracting(Event::marks)
                .containsExactly(List.of(Marks.NO_VISITOR), List.of(Marks.NO_VISITOR), List.of());
    }

    @Test
    void aNameTwiceIsSaidAndTheLastCounts() {
        var outcome =
                (Collected.Accepted) collect("{\"event\":\"e\",\"visitor\":\"v\",\"attributes\":{\"a\":1,\"a\":2}}")
                        .outcomes()
                        .getFirst();

        assertThat(outcome.event().properties()).isEqualTo(Map.of("a", amount("2")));
        assertThat(outcome.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("event.duplicate-key"));
    }

    private Event accepted(String body) {
        var outcome = collect(body).outcomes().getFirst();
        assertThat(outcome.problems()).isEmpty();
        return ((Collected.Accepted) outcome).event();
    }

    private Collected collect(String body) {
        return collector.collect(
                Requests.post(
                        Protocol.NATIVE, body.getBytes(StandardCharsets.UTF_8), Map.of("X-Write-Key", "website-key")),
                ARRIVAL);
    }
}
