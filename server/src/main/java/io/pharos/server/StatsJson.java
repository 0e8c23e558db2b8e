package io.pharos.server;

import io.pharos.model.About;
import io.pharos.model.Treatment.Bots;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import io.pharos.runtime.DeliveryRecord;
import io.pharos.runtime.HostStats;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** The server in numbers, as the overview shows them. */
final class StatsJson {
    private static final double SECONDS = 60;

    private final Definitions definitions;
    private final Meters meters;

    StatsJson(Definitions definitions, Meters meters) {
        this.definitions = definitions;
        this.meters = meters;
    }

    /** @param rejected events that could not be read, since the server started */
    void write(HostStats stats, long rejected, Instant now, JsonGenerator json) {
        var inForce = definitions.inForce();
        var workspace = inForce.workspace();
        json.writeStartObject();
        json.writeStringProperty("at", ValueText.time(now));
        json.writeNumberProperty("version", inForce.version());
        json.writeNumberProperty("events_per_second", Math.round(stats.eventsLastMinute() / SECONDS * 10) / 10.0);
        counts(stats, rejected, json);
        sources(workspace, json);
        sizes("segments", workspace.segments(), Workspace.Segment::about, stats.segments(), json);
        sizes("badges", workspace.badges(), Workspace.Badge::about, stats.badges(), json);
        json.writeName("deliveries");
        json.writeStartObject();
        for (var state : DeliveryRecord.State.values()) {
            json.writeNumberProperty(
                    DeliveryJson.word(state), stats.deliveries().getOrDefault(state, 0L));
        }
        json.writeEndObject();
        backlog(stats, json);
        json.writeName("refold");
        PublicationJson.write(stats, json);
        stats.failure().ifPresent(failure -> json.writeStringProperty("failure", failure));
        json.writeEndObject();
    }

    private static void counts(HostStats stats, long rejected, JsonGenerator json) {
        json.writeName("counts");
        json.writeStartObject();
        json.writeNumberProperty("events", stats.events());
        json.writeNumberProperty("duplicates", stats.duplicates());
        json.writeNumberProperty("quarantined", stats.failed());
        json.writeNumberProperty("erased", stats.erased());
        json.writeNumberProperty("rejected", rejected);
        json.writeNumberProperty("late", stats.lateFolds());
        json.writeNumberProperty("profiles", stats.profiles());
        json.writeEndObject();
    }

    /** What their settings have done to them since the server started. */
    private void sources(Workspace workspace, JsonGenerator json) {
        json.writeName("sources");
        json.writeStartObject();
        for (var source : workspace.sources().keySet()) {
            json.writeName(source);
            json.writeStartObject();
            json.writeNumberProperty("rate_exceeded", meters.rateExceeded(source));
            json.writeName("bots");
            json.writeStartObject();
            for (var outcome : Bots.values()) {
                json.writeNumberProperty(Meters.word(outcome), meters.bots(source, outcome));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** What is taken but not yet done. */
    private static void backlog(HostStats stats, JsonGenerator json) {
        json.writeName("backlog");
        json.writeStartObject();
        json.writeNumberProperty("mailbox_events", stats.mailboxEvents());
        json.writeNumberProperty("mailbox_bytes", stats.mailboxBytes());
        json.writeNumberProperty("unwritten_entries", stats.logPosition() - stats.writtenPosition());
        json.writeNumberProperty("deadline_lag_millis", stats.lag().toMillis());
        json.writeEndObject();
    }

    /** All that are defined, in that order, however few are in them. */
    private static <T> void sizes(
            String name,
            Map<String, T> definitions,
            Function<T, About> about,
            Map<String, Long> counts,
            JsonGenerator json) {
        json.writeName(name);
        json.writeStartObject();
        definitions.forEach((each, definition) -> {
            var title = about.apply(definition).title();
            json.writeName(each);
            json.writeStartObject();
            json.writeStringProperty("title", title.isEmpty() ? each : title);
            json.writeNumberProperty("count", counts.getOrDefault(each, 0L));
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
