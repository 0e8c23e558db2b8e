package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Change;
import io.pharos.engine.Engine;
import io.pharos.engine.History;
import io.pharos.engine.Why;
import io.pharos.model.Event;
import io.pharos.model.Parsed;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.Past.Explained;
import io.pharos.runtime.Timeline;
import io.pharos.runtime.Timeline.Item;
import io.pharos.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

/** What the past tells those who may not see restricted attributes. */
final class RestrictedPastTest {
    private static final Instant AT = Instant.parse("2025-03-01T10:00:00Z");
    private static final Predicate<String> UNRESTRICTED = name -> !name.startsWith("secret");

    private static final Workspace WORKSPACE = workspace("""
            workspace: shop
            attributes:
              secret_mail: { type: string, restricted: true, enrichments: [ set: { to: email } ] }
              secret_day: { type: date, restricted: true, enrichments: [ set: { to: event_time } ] }
              secret_sum: { scope: event, type: number, restricted: true, enrichments: [ set: { to: 4711 } ] }
              mails: { type: number, enrichments: [ increase: { by: 1 } ] }
              shouted: { type: string, derive: { join: [secret_mail, mails], with: "!" } }
            segments:
              some:
                if:
                  - secret_mail: { exists: true }
                  - secret_day: { within: 30d }
                  - mails: { at_least: 1 }
                  - did: { event: sign_in, total: { of: secret_sum, above: 1 } }
            """);

    private static final Event EVENT = new Event(
            "1",
            "website",
            "ada",
            "sign_in",
            AT,
            0,
            AT,
            Event.Origin.LIVE,
            null,
            Map.of("email", new Value.Text("ada@example.com")),
            List.of());

    private static final History HISTORY = Engine.of(WORKSPACE).history(List.of(EVENT));

    @Test
    void aConditionTellsWhetherItHoldsButNotOfWhat() {
        var why = new Explained<>(AT, HISTORY.segment("some", AT));

        assertThat(text(json -> writer(UNRESTRICTED).member("segment", "some", why, json)))
                .contains("{\"kind\":\"attribute\",\"name\":\"secret_mail\",\"restricted\":true}")
                .contains("{\"kind\":\"age\",\"limit\":\"30d ago\"}")
                .contains("{\"kind\":\"attribute\",\"name\":\"mails\",\"value\":1}")
                .contains("\"of\":\"secret_sum\",\"restricted\":true}")
                .doesNotContain("ada@example.com", "4711", "\"name\":\"secret_day\",\"value\"");
        assertThat(text(json -> writer(_ -> true).member("segment", "some", why, json)))
                .contains("ada@example.com", "4711", "\"reached\":\"2025-03-31T10:00:00.000Z\"")
                .doesNotContain("\"restricted\"");
    }

    @Test
    void theInputsOfADerivedAttributeAreNamedOnly() {
        var why = new Explained<Why>(AT, HISTORY.attribute("shouted", AT, 1));

        assertThat(text(json -> writer(UNRESTRICTED).attribute("shouted", why, json)))
                .contains("{\"kind\":\"attribute\",\"name\":\"secret_mail\",\"restricted\":true}")
                .contains("{\"kind\":\"attribute\",\"name\":\"mails\",\"value\":1}");
    }

    @Test
    void aTimelineLeavesOutRestrictedAttributesAndWhatEventsCarry() {
        var change = new Change("secret_mail", Optional.empty(), Optional.of(new Value.Text("ada@example.com")));
        var timeline = new Timeline(List.of(new Item.Happened(EVENT, List.of(change), List.of())), Optional.empty());

        assertThat(text(json -> new TimelineJson(UNRESTRICTED, false, 1).write(timeline, json)))
                .contains("\"id\":\"1\"", "sign_in", "\"changes\":[]")
                .doesNotContain("ada@example.com");
        assertThat(text(json -> new TimelineJson(_ -> true, true, 1).write(timeline, json)))
                .contains("\"email\":\"ada@example.com\"", "\"after\":\"ada@example.com\"");
    }

    private static WhyJson writer(Predicate<String> shown) {
        return new WhyJson(WORKSPACE, shown, 1);
    }

    private static String text(Consumer<JsonGenerator> writer) {
        return new String(Json.bytes(writer), StandardCharsets.UTF_8);
    }

    private static Workspace workspace(String yaml) {
        return switch (new WorkspaceReader().read(new TreeMap<>(Map.of("workspace.yaml", yaml)))) {
            case Parsed.Valid<Workspace> valid -> valid.value();
            case Parsed.Invalid<Workspace> invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
