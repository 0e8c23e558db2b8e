package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source an event comes from. */
final class SendersTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");
    private static final String EVENT = "{\"event\":\"e\",\"visitor\":\"v\"}";

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer website-key",
        "authorization, bearer  website-key",
        "AUTHORIZATION, Basic d2Vic2l0ZS1rZXk6",
        "X-Write-Key, website-key",
        "x-write-key, website-key:secret",
    })
    void aKeyMayStandInAHeader(String header, String value) {
        assertThat(source(Requests.post(Protocol.NATIVE, EVENT, Map.of(header, value))))
                .isEqualTo("website");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "writeKey"})
    void aKeyMayStandInTheQuery(String name) {
        assertThat(source(request(List.of(Map.entry(name, "website-key")), Map.of(), EVENT, false)))
                .isEqualTo("website");
    }

    @Test
    void aKeyMayStandInTheEvent() {
        assertThat(source(Requests.post(Protocol.NATIVE, "{\"writeKey\":\"website-key\",\"event\":\"e\"}", Map.of())))
                .isEqualTo("website");
    }

    @Test
    void aKeyMadeByTheServerCounts() {
        var made = Collector.of(Shop.workspace(), Map.of("collect", "made-for-collect", "website", "not-used"));

        assertThat(made.collect(
                                Requests.post(Protocol.NATIVE, EVENT, Map.of("X-Write-Key", "made-for-collect")),
                                ARRIVAL)
                        .events())
                .extracting(Event::source)
                .containsExactly("collect");
        assertThat(made.collect(Requests.post(Protocol.NATIVE, EVENT, Map.of("X-Write-Key", "not-used")), ARRIVAL)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong-key-1234", "Basic d3Jvbmcta2V5LTEyMzQ6"})
    void anUnknownKeyIsUnauthorised(String authorization) {
        var collected = collector.collect(
                Requests.post(Protocol.NATIVE, EVENT, Map.of("Authorization", authorization)), ARRIVAL);

        assertThat(collected.status()).isEqualTo(401);
        assertThat(collected.problems().getFirst().found()).isEqualTo("a key that ends in \"1234\"");
        assertThat(collected.reason())
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("wrong"));
    }

    @Test
    void withoutAKeyNothingIsTaken() {
        var collected = collector.collect(Requests.post(Protocol.NATIVE, "[" + EVENT + "]", Map.of()), ARRIVAL);

        assertThat(collected.status()).isEqualTo(401);
        assertThat(collected.problems().getFirst().code()).isEqualTo("request.no-key");
        assertThat(collected.outcomes()).isEmpty();
    }

    @Test
    void anAdministratorNamesTheSourceOfEachEvent() {
        var body = "[{\"event\":\"a\",\"source\":\"app\"},{\"event\":\"b\",\"source\":\"website\"},"
                + "{\"event\":\"c\",\"source\":\"wbsite\"},{\"event\":\"d\"}]";
        var request = request(List.of(), Map.of("Authorization", "Bearer administrators-key"), body, true);

        var collected = collector.collect(request, ARRIVAL);

        assertThat(collected.events()).extracting(Event::source).containsExactly("app", "website");
        assertThat(collected.outcomes().get(2).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("event.unknown-source");
            assertThat(problem.hint()).isEqualTo("Did you mean \"website\"?");
        });
        assertThat(collected.outcomes().get(3).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().path()).isEqualTo("events[3].source"));
    }

    @Test
    void theOnlySourceOfAWorkspaceNeedsNoName() {
        var single = Collector.of(Shop.workspace(Shop.WEBSITE), Map.of());

        assertThat(single.collect(request(List.of(), Map.of(), EVENT, true), ARRIVAL)
                        .events())
                .extracting(Event::source)
                .containsExactly("website");
    }

    @Test
    void foreignPagesAreRefusedWhereASourceNamesItsOwn() {
        var key = "guarded-key";
        assertThat(status(Map.of("X-Write-Key", key, "Origin", "https://shop.example")))
                .isEqualTo(200);
        assertThat(status(Map.of("X-Write-Key", key))).isEqualTo(200);
        assertThat(status(Map.of("X-Write-Key", key, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(status(Map.of("X-Write-Key", "website-key", "Origin", "https://any.example")))
                .isEqualTo(200);
    }

    private int status(Map<String, String> headers) {
        return collector
                .collect(Requests.post(Protocol.NATIVE, EVENT, headers), ARRIVAL)
                .status();
    }

    private String source(Request request) {
        var collected = collector.collect(request, ARRIVAL);
        assertThat(collected.problems()).isEmpty();
        return collected.events().getFirst().source();
    }

    private static Request request(
            List<Map.Entry<String, String>> query, Map<String, String> headers, String body, boolean trusted) {
        return new Request(
                Protocol.NATIVE,
                Map.of(),
                query,
                Requests.headers(headers),
                body.getBytes(StandardCharsets.UTF_8),
                trusted,
                Optional::empty);
    }
}
