package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that real clients sent, byte for byte. */
final class RealClientsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T22:00:00Z");

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    static Stream<Path> recordings() throws IOException {
        return Files.list(Shared.file("fixtures/clients"))
                .filter(file ->
                        file.getFileName().toString().matches("(segment|rudder|jitsu|tealium|snowplow)-.*\\.json"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyEventIsReadAndCountsOnce(Path file) throws IOException {
        var recording = Recording.of(file);
        var identification = new Identification(Shop.workspace());

        var collected = recording.requests().stream()
                .map(request -> collector.collect(request, ARRIVAL))
                .toList();

        var senders = collected.stream()
                .flatMap(each -> each.events().stream())
                .map(event ->
                        List.of(event.source(), identification.routing(event).orElseThrow(), event.id()))
                .distinct();
        assertThat(senders).hasSize(recording.expectedLogicalEvents());
        assertThat(collected.stream().flatMap(each -> each.outcomes().stream()))
                .allSatisfy(outcome -> assertThat(outcome.problems()).isEmpty());
    }

    @Test
    void aPageCallOfSegmentInTheBrowser() throws IOException {
        var event = only("segment-browser-page-track-identify", 0, "2026-11-23T21:48:52.600Z");

        assertThat(event.id()).isEqualTo("ajs-next-1795470531965-789a382d-8408-4d1b-9ab6-e139613a896c");
        assertThat(event.source()).isEqualTo("app");
        assertThat(event.visitor()).isEqualTo("9a382d84-087d-4bda-b6e1-39613a896ce9");
        assertThat(event.name()).isEqualTo("page");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T21:48:51.965Z"));
        assertThat(event.sentTime()).isNull();
        assertThat(event.marks()).isEmpty();
        var url = "http://shop.example:18081/shoes/42?lib=segment&utm_source=news&utm_medium=email";
        assertThat(event.properties())
                .hasSize(24)
                .containsEntry("name", text("Shoes"))
                .containsEntry("title", text("Shoe page"))
                .containsEntry("url", text(url))
                .containsEntry("context.page.url", text(url))
                .containsEntry("context.campaign.medium", text("email"))
                .containsEntry("context.library.name", text("analytics.js"))
                .containsEntry("browser", text("HeadlessChrome"))
                .containsEntry("browser_version", text("156.0"))
                .containsEntry("operating_system", text("Linux"))
                .containsEntry("device", text("PC"))
                .containsEntry("device_type", text("desktop"))
                .containsEntry("integrations.Segment.io", new Value.Flag(true))
                .doesNotContainKeys("user_id", "user_agent", "writeKey", "type", "timestamp", "sentAt", "messageId");
    }

    @Test
    void anIdentifyCallOfRudderStackInTheBrowser() throws IOException {
        var event = only("rudder-browser-default", 1, "2026-11-23T21:49:11.300Z");

        assertThat(event.name()).isEqualTo("identify");
        assertThat(event.visitor()).isEqualTo("e036762a-f2e3-43a0-8eeb-52df970ba3af");
        assertThat(event.properties())
                .containsEntry("user_id", text("u-42"))
                .containsEntry("email", text("h@example.org"))
                .containsEntry("context.traits.email", text("h@example.org"))
                .containsEntry("context.sessionId", amount("1795470551215"))
                .containsEntry("channel", text("web"));
    }

    @Test
    void theFourOtherCallsOfSegmentInJava() throws IOException {
        var events = events("segment-java-alias", "2026-11-23T21:50:18.100Z");

        assertThat(events).extracting(Event::name).containsExactly("alias", "group", "screen", "page");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.properties())
                        .containsEntry("user_id", text("u-3"))
                        .containsEntry("context.library.name", text("analytics-java")));
        assertThat(events.get(0).properties()).containsEntry("previous_id", text("anon-3"));
        assertThat(events.get(1).properties())
                .containsEntry("group_id", text("org-2"))
                .containsEntry("name", text("Org 2"));
        assertThat(events.get(2).properties()).containsEntry("name", text("Basket"));
        assertThat(events.get(3).properties())
                .containsEntry("name", text("Home"))
                .containsEntry("url", text("https://shop.example/"));
    }

    @Test
    void aGzippedBatchOfRudderStackThatCallsItselfAForm() throws IOException {
        var event =
                events("rudder-node-track-identify", "2026-11-23T21:43:48.100Z").get(2);

        assertThat(event.name()).isEqualTo("Order Completed");
        assertThat(event.order()).isEqualTo(1);
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T21:43:48.059Z"));
        assertThat(event.properties())
                .isEqualTo(Map.of(
                        "order_id", text("R-1"),
                        "revenue", amount("12.5"),
                        "user_id", text("u-1"),
                        "channel", text("server"),
                        "context.library.name", text("analytics-node"),
                        "context.library.version", text("3.0.13")));
    }

    @Test
    void aClockThatIsWrongIsCorrected() throws IOException {
        var event = only("segment-browser-page-track-identify", 0, "2026-11-23T22:48:52.553Z");

        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T22:48:51.965Z"));
        assertThat(event.sentTime()).isEqualTo(Instant.parse("2026-11-23T21:48:51.965Z"));
        assertThat(event.marks()).containsExactly(Marks.CLOCK_CORRECTED);
    }

    @Test
    void aQueryStringOfTealium() throws IOException {
        var event = only("tealium-v1-event-get", 0, "2026-11-23T22:00:00Z");

        assertThat(event)
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(new Event(
                        "",
                        "collect_app",
                        "v-1",
                        "unnamed",
                        ARRIVAL,
                        0,
                        ARRIVAL,
                        Event.Origin.LIVE,
                        null,
                        Map.ofEntries(
                                Map.entry("tealium_account", text("demo")),
                                Map.entry("tealium_profile", text("main")),
                                Map.entry("tealium_datasource", text("utc2cj")),
                                Map.entry("customer_city", text("Honolulu")),
                                Map.entry("Flag", text("true")),
                                Map.entry("Number", text("45")),
                                Map.entry("String", text("ascent")),
                                Map.entry("String_Array", texts("hello", "howareyou")),
                                Map.entry("Number_Array", texts("2.222", "3.000")),
                                Map.entry("Flag_Array", texts("true", "false")),
                                Map.entry("Array_of_Array", texts("[1,2,3]", "heyworld"))),
                        List.of()));
    }

    @Test
    void aTealiumEventOverridesWhatItShares() throws IOException {
        var events = events("tealium-v1-bulk-event", "2026-11-23T22:00:00Z");

        assertThat(events).extracting(Event::name).containsExactly("a", "b");
        assertThat(events).extracting(Event::visitor).containsOnly("v-77");
        assertThat(events)
                .extracting(event -> event.property("channel").orElseThrow())
                .containsExactly(text("web"), text("app"));
        assertThat(events).extracting(Event::order).containsExactly(0L, 1L);
    }

    @Test
    void aKnownTealiumVisitorKeepsItsId() throws IOException {
        assertThat(only("tealium-v1-event-known-visitor", 0, "2026-11-23T22:00:00Z")
                        .visitor())
                .isEqualTo("__demo_main__7688_45653454__");
    }

    @Test
    void theTealiumVisitorDataPixel() throws IOException {
        var event = only("tealium-vdata-get", 0, "2026-11-23T22:00:00Z");

        assertThat(event.visitor()).isEqualTo("v-77");
        assertThat(event.properties())
                .containsEntry("store_city", text("São Paulo"))
                .containsEntry("loyalty_points", text("120"));
        assertThat(event.source()).isEqualTo("collect");
        assertThat(event.marks()).containsExactly(Marks.UNKNOWN_DATASOURCE);
    }

    @Test
    void aMissingTealiumProfileIsRefusedWithTheReason() throws IOException {
        var request = Recording.named("tealium-v1-missing-account").requests().getFirst();

        var collected = collector.collect(request, ARRIVAL);

        assertThat(collected.status()).isEqualTo(400);
        assertThat(collected.outcomes()).isEmpty();
        assertThat(collected.problems())
                .singleElement()
                .hasToString("event.tealium_profile: found nothing, expected the profile.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment-node-track", "segment-java-single", "rudder-node-nogzip", "segment-browser-batch"})
    void anUnknownKeyIsRefusedAndNotShown(String recording) throws IOException {
        var withoutApp = Collector.of(Shop.workspace(Shop.WEBSITE), Map.of());

        var collected = withoutApp.collect(Recording.named(recording).requests().getFirst(), ARRIVAL);

        assertThat(collected.status()).isEqualTo(401);
        assertThat(collected.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).isEqualTo("a key that ends in \"-key\""));
    }

    private List<Event> events(String recording, String arrival) throws IOException {
        return Recording.named(recording).requests().stream()
                .flatMap(request -> collector.collect(request, Instant.parse(arrival)).events().stream())
                .toList();
    }

    private Event only(String recording, int request, String arrival) throws IOException {
        var collected = collector.collect(Recording.named(recording).requests().get(request), Instant.parse(arrival));
        assertThat(collected.events()).hasSize(1);
        return collected.events().getFirst();
    }
}
