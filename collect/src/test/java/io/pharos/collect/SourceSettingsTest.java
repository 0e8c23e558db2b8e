package io.pharos.collect;

import static io.pharos.collect.Values.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Parsed;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the settings of a source do to its events, however they come in. */
final class SourceSettingsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aRequestsEventIsStoredAsItIsMapped() {
        var website = website("mapping: [ rename: { mail: email }, lowercase: email ], defaults: { country: DE }");

        var event = one(website, "{\"event\":\"login\",\"visitor\":\"ada\",\"attributes\":{\"mail\":\"Ada@X.org\"}}");

        assertThat(event.properties()).isEqualTo(Map.of("email", text("ada@x.org"), "country", text("DE")));
    }

    @Test
    void whatTheMappingNamesIdentifies() {
        var website = website("mapping: [ rename: { mail: email } ]");

        var event = one(website, "{\"event\":\"login\",\"attributes\":{\"mail\":\"ada@x.org\"}}");

        assertThat(event.visitor()).isNull();
        assertThat(event.marks()).isEmpty();
    }

    @Test
    void aRuleSeesTheNameOfTheEvent() {
        var website = website("mapping: [ { drop: [card, pin], if: { event: purchase } } ]");
        var sent = "{\"event\":\"purchase\",\"attributes\":{\"card\":\"1\",\"total\":\"5\"}}";

        assertThat(one(website, sent).properties()).isEqualTo(Map.of("total", text("5")));
        assertThat(one(website, sent.replace("purchase", "refund")).properties())
                .isEqualTo(Map.of("card", text("1"), "total", text("5")));
    }

    @Test
    void aMappingCanDropWhatThePagesBrowserSays() {
        var website = website("mapping: [ drop: user_agent ]");
        var agent = "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0";

        var event = accepted(collect(website, "{\"event\":\"view\"}", Map.of("User-Agent", agent)));

        assertThat(event.properties()).doesNotContainKey("user_agent").containsEntry("browser", text("Firefox"));
    }

    @Test
    void linesOfAFileAreMappedByTheSourceThatTheyName() throws IOException {
        var workspace = website("mapping: [ rename: { a: b } ]");
        var lines = """
                {"time":"2026-03-01T10:00:00Z","event":"view","visitor":"ada","source":"website","attributes":{"a":"1"}}
                {"time":"2026-03-01T10:00:00Z","event":"view","visitor":"ada","source":"elsewhere","attributes":{"a":"1"}}
                {"time":"2026-03-01T10:00:00Z","event":"view","visitor":"ada","attributes":{"a":"1"}}
                """;

        assertThat(read(EventFiles.ofReplay(workspace, Optional.empty()), lines))
                .extracting(Event::properties)
                .containsExactly(property("b"), property("a"), property("a"));
        assertThat(read(EventFiles.ofImport(workspace, workspace.sources().get("website"), NOW), lines))
                .extracting(Event::properties)
                .containsExactly(property("b"), property("a"), property("b"));
    }

    @Test
    void rowsOfAFileAreMappedByItsSource() throws IOException {
        var workspace = workspace("till: { kind: file, format: csv, time: { column: day, format: yyyy-MM-dd },"
                + " event: purchase, identify: who, mapping: [ { drop: day }, { lowercase: item } ],"
                + " defaults: { shop: Main Street } }");

        var events = read(
                EventFiles.ofReplay(workspace, Optional.of(workspace.sources().get("till"))),
                "day,who,item\n2026-03-01,ada,SHOES\n");

        assertThat(events)
                .extracting(Event::properties)
                .containsExactly(Map.of("who", text("ada"), "item", text("shoes"), "shop", text("Main Street")));
    }

    private static Map<String, Value> property(String name) {
        return Map.of(name, text("1"));
    }

    private static List<Event> read(EventFiles files, String content) throws IOException {
        var events = new ArrayList<Event>();
        files.read(() -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), events::add, problem -> {
            throw new AssertionError(problem);
        });
        return events;
    }

    private static Event one(Workspace workspace, String body) {
        return accepted(collect(workspace, body, Map.of()));
    }

    private static Event accepted(Collected collected) {
        assertThat(collected.problems()).isEmpty();
        return collected.events().getFirst();
    }

    /** As the website sends it. */
    private static Collected collect(Workspace workspace, String body, Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        all.put("X-Write-Key", "web");
        return Collector.of(workspace, Map.of()).collect(Requests.post(Protocol.NATIVE, body, all), NOW);
    }

    private static Workspace website(String settings) {
        return workspace("website: { kind: web, key: web, " + settings + " }");
    }

    private static Workspace workspace(String source) {
        var yaml = "identifiers: { email: { from: email } }\nsources:\n  " + source;
        return switch (new WorkspaceReader().read(new TreeMap<>(Map.of("shop.yaml", yaml)))) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> workspace;
            case Parsed.Invalid<Workspace>(var problems) ->
                throw new AssertionError(problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
        };
    }
}
