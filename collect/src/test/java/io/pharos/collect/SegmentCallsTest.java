package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded clients do not happen to send. */
final class SegmentCallsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void arraysOfProductsBecomeListsInStep() {
        var event = only("""
                {"type":"track","event":"Order Completed","anonymousId":"v","properties":
                  {"total":30.10,"products":[{"sku":"a","quantity":1},{"sku":"b","quantity":2}]}}""");

        assertThat(event.properties())
                .isEqualTo(Map.of(
                        "total", amount("30.1"),
                        "products.sku", texts("a", "b"),
                        "products.quantity", Values.items(amount("1"), amount("2"))));
    }

    @Test
    void otherFieldsGiveWayToPropertiesButTheUsersIdDoesNot() {
        var event = only("""
                {"name":"Top","plan":"x","userId":"u-1","type":"page","anonymousId":"v","version":2,"category":"Docs",
                 "properties":{"name":"Inner","user_id":"forged","plan":"gold"}}""");

        assertThat(event.properties())
                .isEqualTo(Map.of(
                        "name", text("Inner"),
                        "plan", text("gold"),
                        "user_id", text("u-1"),
                        "version", amount("2"),
                        "category", text("Docs")));
    }

    @Test
    void theContextOfABatchLiesUnderThatOfItsCalls() {
        var events = batch("""
                {"batch":[{"type":"track","event":"a","userId":"u","context":{"ip":"1.1.1.1"}},{"type":"track","event":"b","userId":"u"}],
                 "context":{"ip":"9.9.9.9","app":{"name":"shop"}},"writeKey":"demo-write-key"}""").events();

        assertThat(events.get(0).properties())
                .containsEntry("context.ip", text("1.1.1.1"))
                .containsEntry("context.app.name", text("shop"));
        assertThat(events.get(1).properties()).containsEntry("context.ip", text("9.9.9.9"));
    }

    @Test
    void aFaultyCallIsRejectedAlone() {
        var collected = batch("""
                {"batch":[{"type":"trak","event":"a","userId":"u"}, 7, {"userId":"u"}, {"event":"b","userId":"u"},
                 {"type":"track","userId":"u"}],"writeKey":"demo-write-key"}""");

        assertThat(collected.status()).isEqualTo(200);
        assertThat(collected.events()).extracting(Event::name).containsExactly("b", "unnamed");
        assertThat(collected.outcomes().get(0).problems())
                .singleElement()
                .hasToString(
                        "batch[0].type: found \"trak\" (text), expected one of track, identify, page, screen, group, alias."
                                + " Did you mean \"track\"?");
        assertThat(collected.outcomes())
                .extracting(outcome -> outcome.problems().size())
                .containsExactly(1, 1, 1, 0, 1);
    }

    @Test
    void whatIsOfTheWrongTypeIsLeftOutAndTheRestKept() {
        var collected = batch("""
                {"batch":[{"type":"track","event":"a","anonymousId":{"no":1},"userId":42,"properties":"none","traits":null,
                 "timestamp":"yesterday","sentAt":""}],"writeKey":"demo-write-key"}""");

        var event = collected.events().getFirst();
        assertThat(event.properties()).isEqualTo(Map.of("user_id", text("42")));
        assertThat(event.time()).isEqualTo(ARRIVAL);
        assertThat(event.marks()).containsExactly(Marks.PROPERTY_DROPPED, Marks.TIME_UNREADABLE);
        assertThat(collected.outcomes().getFirst().problems())
                .extracting(problem -> problem.place().path())
                .containsExactly("batch[0].anonymousId", "batch[0].properties.", "batch[0].timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        // said, sent at, becomes
        "2026-03-01T11:59:59Z,     2026-03-01T11:59:59.500Z, 2026-03-01T11:59:59Z",
        "2026-03-01T13:00:00Z,     2026-03-01T13:00:10Z,     2026-03-01T11:59:50Z",
        "2026-03-01T09:00:00Z,     2026-03-01T09:00:10Z,     2026-03-01T11:59:50Z",
        "2026-02-01T00:00:00Z,     2026-03-01T12:00:00Z,     2026-02-01T00:00:00Z",
        "2026-03-01T12:30:00Z,     2026-03-01T12:00:00Z,     2026-03-01T12:00:00Z",
        "0001-01-01T00:00:00Z,     9999-01-01T00:00:00Z,     0001-01-01T00:00:00Z",
    })
    void theClientsClockIsSetRight(String said, String sentAt, String becomes) {
        var event = only("{\"type\":\"track\",\"event\":\"a\",\"anonymousId\":\"v\",\"originalTimestamp\":\"" + said
                + "\",\"timestamp\":\"2020-01-01T00:00:00Z\",\"sentAt\":\"" + sentAt + "\"}");

        assertThat(event.time()).isEqualTo(Instant.parse(becomes));
        assertThat(event.sentTime()).isEqualTo(said.equals(becomes) ? null : Instant.parse(said));
        assertThat(event.marks()).isEqualTo(said.equals(becomes) ? List.of() : List.of(Marks.CLOCK_CORRECTED));
    }

    @Test
    void aBatchWithoutCallsIsRefused() {
        assertThat(batch("{\"writeKey\":\"demo-write-key\"}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("request.no-batch"));
        assertThat(batch("{\"batch\":[],\"writeKey\":\"demo-write-key\"}").status())
                .isEqualTo(200);
    }

    private Event only(String body) {
        var request =
                Requests.post(Protocol.SEGMENT_TRACK, body, Map.of("Authorization", "Basic ZGVtby13cml0ZS1rZXk6"));
        var outcome = collector.collect(request, ARRIVAL).outcomes().getFirst();
        assertThat(outcome.problems()).isEmpty();
        return ((Collected.Accepted) outcome).event();
    }

    private Collected batch(String body) {
        return collector.collect(Requests.post(Protocol.SEGMENT_BATCH, body, Map.of()), ARRIVAL);
    }
}
