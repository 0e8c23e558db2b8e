package io.pharos.collect;

import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events are told the user agent of whom. */
final class UserAgentsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
                    + " Mobile/15E148 Safari/604.1";
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final Source BACKEND = Shop.source("backend", Source.Kind.SERVER, "backend-key", List.of());

    private final Collector collector =
            Collector.of(Shop.workspace(Shop.WEBSITE, Shop.APP, Shop.COLLECT, BACKEND), Map.of());

    @Test
    void theHeaderOfAPageDescribesItsEventsAndIsKept() {
        var event = sent("website-key", FIREFOX, "");

        assertThat(event.properties())
                .isEqualTo(Map.of(
                        "user_agent", text(FIREFOX),
                        "browser", text("Firefox"),
                        "browser_version", text("127.0"),
                        "operating_system", text("Windows"),
                        "device", text("PC"),
                        "device_type", text("desktop")));
        assertThat(event.marks()).isEmpty();
    }

    @Test
    void theHeaderOfAServerSaysNothingOfItsVisitors() {
        assertThat(sent("backend-key", FIREFOX, "").properties()).isEmpty();
    }

    @Test
    void theHeaderOfALibraryLeavesNoTrace() {
        assertThat(sent("website-key", "analytics-node/3.0.13", "").properties())
                .isEmpty();
    }

    @Test
    void theHeaderOfAnAdministratorIsNotTheVisitors() {
        var request = new Request(
                Protocol.NATIVE,
                Map.of(),
                List.of(),
                Requests.headers(Map.of("User-Agent", FIREFOX)),
                "{\"event\":\"a\",\"visitor\":\"v\",\"source\":\"website\"}".getBytes(StandardCharsets.UTF_8),
                true,
                Optional::empty);

        assertThat(collector.collect(request, ARRIVAL).events().getFirst().properties())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_agent", "useragent", "context.userAgent"})
    void whatAnEventCarriesCountsBeforeTheHeaderAndFromAnySource(String name) {
        for (var key : List.of("website-key", "backend-key")) {
            var event = sent(key, FIREFOX, '"' + name + "\":\"" + IPHONE + '"');

            assertThat(event.properties())
                    .containsEntry(name, text(IPHONE))
                    .containsEntry("browser", text("Mobile Safari"))
                    .containsEntry("device", text("iPhone"))
                    .containsEntry("device_type", text("mobile"))
                    .hasSize(6);
        }
    }

    @Test
    void whatTheClientSaysItselfStays() {
        var event = sent("website-key", FIREFOX, """
                "browser":"Our kiosk","device":["lamp","kettle"],"device_type":"kiosk\"""");

        assertThat(event.properties())
                .containsEntry("browser", text("Our kiosk"))
                .containsEntry("device", texts("lamp", "kettle"))
                .containsEntry("device_type", text("kiosk"))
                .containsEntry("operating_system", text("Windows"))
                .doesNotContainKey("browser_version");
    }

    @ParameterizedTest
    @CsvSource({"website-key,header", "backend-key,property"})
    void aCrawlerIsMarked(String key, String by) {
        var event = by.equals("header")
                ? sent(key, GOOGLEBOT, "")
                : sent(key, "okhttp/4.12.0", "\"user_agent\":\"" + GOOGLEBOT + '"');

        assertThat(event.marks()).containsExactly(Marks.BOT);
        assertThat(event.properties())
                .containsEntry("browser", text("Googlebot"))
                .doesNotContainKeys("device", "operating_system");
    }

    @Test
    void theHeaderOfAPixelDescribesItsEvent() {
        var request = new Request(
                Protocol.TEALIUM_EVENT,
                Map.of(),
                List.of(Map.entry("tealium_account", "demo"), Map.entry("tealium_profile", "main")),
                Requests.headers(Map.of("user-agent", IPHONE)),
                new byte[0],
                false,
                Optional::empty);

        assertThat(collector.collect(request, ARRIVAL).events().getFirst().properties())
                .containsEntry("user_agent", text(IPHONE))
                .containsEntry("operating_system", text("iOS"));
    }

    @Test
    void aTextWithoutEndIsReadAndKeptToALimit() {
        var event = sent("website-key", FIREFOX + " x".repeat(4_000), "");

        assertThat(event.property("user_agent")).contains(text((FIREFOX + " x".repeat(4_000)).substring(0, 500)));
        assertThat(event.property("browser")).contains(text("Firefox"));
    }

    @Test
    void moreUserAgentsThanAreRememberedAreAllRead() {
        for (var version = 0; version < 2 * Limits.USER_AGENTS + 100; version += 50) {
            var first = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/" + version + ".0";
            assertThat(sent("website-key", first, "").property("browser_version"))
                    .contains(text(version + ".0"));
        }
    }

    /** Rows are facts already: what was exported is described, and what never was need not be. */
    @Test
    void aFileOfEventsIsTakenAsItIs() throws IOException {
        var line =
                "{\"event\":\"a\",\"visitor\":\"v\",\"time\":\"2026-03-01T10:00:00Z\",\"attributes\":{\"user_agent\":\""
                        + FIREFOX + "\"}}";
        var events = new ArrayList<Event>();

        EventFiles.ofReplay(Shop.workspace(), Optional.empty())
                .read(() -> new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), events::add, _ -> {});

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.properties()).isEqualTo(Map.of("user_agent", text(FIREFOX))));
    }

    private Event sent(String key, String userAgent, String attributes) {
        var headers = Map.of("Authorization", "Bearer " + key, "User-Agent", userAgent);
        var body = "{\"event\":\"a\",\"visitor\":\"v\",\"attributes\":{" + attributes + "}}";
        var collected = collector.collect(Requests.post(Protocol.NATIVE, body, headers), ARRIVAL);
        assertThat(collected.problems()).isEmpty();
        return collected.events().getFirst();
    }
}
