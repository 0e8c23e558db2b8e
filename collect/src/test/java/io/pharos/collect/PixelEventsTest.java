package io.pharos.collect;

import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain pixel. */
final class PixelEventsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T22:00:00Z");
    private static final List<Map.Entry<String, String>> QUERY = List.of(
            Map.entry("event", "opened"),
            Map.entry("visitor", "v-1"),
            Map.entry("id", "e-1"),
            Map.entry("time", "2026-11-23T21:00:00Z"),
            Map.entry("mail", "spring"),
            Map.entry("tag", "a"),
            Map.entry("tag", "b"));

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void aQueryIsAnEvent() {
        var event = collect("website", QUERY, "").events().getFirst();

        assertThat(event.source()).isEqualTo("website");
        assertThat(event.name()).isEqualTo("opened");
        assertThat(event.visitor()).isEqualTo("v-1");
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
        assertThat(event.properties()).isEqualTo(Map.of("mail", text("spring"), "tag", texts("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"event=opened&visitor=v-1&id=e-1&time=2026-11-23T21%3A00%3A00Z&mail=spring&tag=a&tag=b", """
                {"event":"opened","visitor":"v-1","id":"e-1","time":"2026-11-23T21:00:00Z","mail":"spring","tag":["a","b"]}"""})
    void aFormOrAnObjectIsTheSameEvent(String body) {
        assertThat(collect("website", List.of(), body).events())
                .isEqualTo(collect("website", QUERY, "").events());
    }

    @Test
    void anObjectKeepsItsTypes() {
        var event = collect(
                        "website",
                        List.of(),
                        "{\"event\":\"e\",\"visitor\":7,\"n\":1.50,\"o\":{\"p\":true},\"id\":null}")
                .events()
                .getFirst();

        assertThat(event.visitor()).isEqualTo("7");
        assertThat(event.properties()).isEqualTo(Map.of("n", Values.amount("1.5"), "o.p", new Value.Flag(true)));
    }

    @Test
    void whatIsTooLargeIsLeftOutAlone() {
        var form = "event=e&visitor=v&ok=1&text=" + "x".repeat(70_000) + "&list=[" + "1,".repeat(30_000) + "1]&deep=["
                + "x".repeat(70_000) + "]";

        var event = collect("website", List.of(), form).events().getFirst();

        assertThat(event.properties()).isEqualTo(Map.of("ok", text("1")));
        assertThat(event.marks()).containsExactly(Marks.PROPERTY_DROPPED);
    }

    @Test
    @Timeout(10)
    void aFormThatNeverEndsItsBoundaryIsNone() {
        for (var body : List.of(
                "-".repeat(1_000_000),
                "--b\r\n".repeat(150_000),
                "--" + "\r\n".repeat(300_000),
                "--b\r\n" + "content-disposition: ".repeat(100_000) + "\r\n\r\n--b")) {
            assertThat(Form.fields(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
    }

    @Test
    void anEventWithoutANameIsKept() {
        var event = collect("website", List.of(), "").events().getFirst();

        assertThat(event.name()).isEqualTo("unnamed");
        assertThat(event.marks()).contains(Marks.NO_VISITOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "till", ""})
    void whatIsNoSourceOfPagesIsRefused(String source) {
        var workspace = Shop.workspace(Shop.WEBSITE, Shop.file(Shop.invoices()));

        var collected = Collector.of(workspace, Map.of()).collect(request(source, QUERY, ""), ARRIVAL);

        assertThat(collected.status()).isEqualTo(401);
        assertThat(collected.events()).isEmpty();
    }

    @Test
    void aPageThatTheSourceDoesNotNameIsRefused() {
        var request = new Request(
                Protocol.PIXEL,
                Map.of("source", "guarded"),
                QUERY,
                Requests.headers(Map.of("Origin", "https://elsewhere.example")),
                new byte[0],
                false,
                Optional::empty);

        assertThat(collector.collect(request, ARRIVAL).status()).isEqualTo(403);
    }

    private Collected collect(String source, List<Map.Entry<String, String>> query, String body) {
        return collector.collect(request(source, query, body), ARRIVAL);
    }

    private static Request request(String source, List<Map.Entry<String, String>> query, String body) {
        return new Request(
                Protocol.PIXEL,
                Map.of("source", source),
                query,
                Requests.headers(Map.of()),
                body.getBytes(StandardCharsets.UTF_8),
                false,
                Optional::empty);
    }
}
