package io.pharos.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small language for tests that a marketer could check. Every expectation is put to the engine and to the reference.
 *
 * <pre>{@code
 * given(workspace)
 *         .on("2026-03-01T10:00Z").visitor("ada").sends("page_view")
 *         .thenIn("active")
 *         .whenTimeIs("2026-03-31T10:00Z")
 *         .thenNotIn("active");
 * }</pre>
 */
public final class Scenario {
    private final Workspace workspace;
    private final List<Event> events = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private String visitor = "ada";

    private Scenario(Workspace workspace) {
        this.workspace = workspace;
    }

    public static Scenario given(Workspace workspace) {
        return new Scenario(workspace);
    }

    public static Scenario given(Draft draft) {
        return new Scenario(draft.build());
    }

    /** @param time an ISO date-time with an offset */
    public static Instant moment(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    public Scenario on(String time) {
        now = moment(time);
        return this;
    }

    public Scenario whenTimeIs(String time) {
        return on(time);
    }

    /** {@code ada} until another is named. */
    public Scenario visitor(String anonymousId) {
        visitor = anonymousId;
        return this;
    }

    /** @param namesAndValues of properties, in turn */
    public Scenario sends(String event, Object... namesAndValues) {
        return sends(events.size(), visitor, event, namesAndValues);
    }

    /** An event with a number as its id: one that was used before makes a duplicate. */
    public Scenario sendsAgain(int id, String event, Object... namesAndValues) {
        return sends(id, visitor, event, namesAndValues);
    }

    private Scenario sends(int id, @Nullable String sender, String event, Object... namesAndValues) {
        events.add(event("e" + id, sender, event, now, namesAndValues));
        return this;
    }

    /** A row of a file. */
    public Scenario imports(String event, Object... namesAndValues) {
        events.add(event("e" + events.size(), visitor, event, now, Draft.TILL, namesAndValues));
        return this;
    }

    /** A live event of the source {@code website}. */
    public static Event event(
            String id, @Nullable String visitor, String name, Instant time, Object... namesAndValues) {
        return event(id, visitor, name, time, "website", namesAndValues);
    }

    private static Event event(
            String id, @Nullable String visitor, String name, Instant time, String source, Object... namesAndValues) {
        return new Event(
                id,
                source,
                visitor,
                name,
                time,
                0,
                time,
                Event.Origin.LIVE,
                null,
                Values.properties(namesAndValues),
                List.of());
    }

    public Scenario thenIn(String... segments) {
        assertThat(snapshot().segments().keySet()).as("segments at %s", now).contains(segments);
        return this;
    }

    public Scenario thenNotIn(String... segments) {
        assertThat(snapshot().segments().keySet()).as("segments at %s", now).doesNotContain(segments);
        return this;
    }

    public Scenario thenWears(String... badges) {
        assertThat(snapshot().badges().keySet()).as("badges at %s", now).contains(badges);
        return this;
    }

    public Scenario thenDoesNotWear(String... badges) {
        assertThat(snapshot().badges().keySet()).as("badges at %s", now).doesNotContain(badges);
        return this;
    }

    public Scenario thenInSince(String segment, String since) {
        assertThat(snapshot().segments()).containsEntry(segment, moment(since));
        return this;
    }

    public Scenario thenWearsSince(String badge, String since) {
        assertThat(snapshot().badges()).containsEntry(badge, moment(since));
        return this;
    }

    public Scenario thenAttribute(String attribute, Object value) {
        assertThat(snapshot().attributes()).as("attributes at %s", now).containsEntry(attribute, Values.value(value));
        return this;
    }

    /** A tally that holds these, in the order they were last increased. */
    public Scenario thenTally(String attribute, Map<String, String> amounts) {
        var tally = (Value.Tally) snapshot().attributes().get(attribute);
        assertThat(tally.entries())
                .as("%s at %s", attribute, now)
                .extracting(entry -> entry.key() + "=" + entry.amount().toPlainString())
                .containsExactlyInAnyOrderElementsOf(amounts.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        return this;
    }

    /** A timeline with so many entries. */
    public Scenario thenEntries(String attribute, int entries) {
        assertThat(((Value.Timeline) snapshot().attributes().get(attribute)).entries())
                .as("%s at %s", attribute, now)
                .hasSize(entries);
        return this;
    }

    /** A funnel of which exactly these steps are done. */
    public Scenario thenDone(String attribute, boolean completed, String... steps) {
        var funnel = (Value.Funnel) snapshot().attributes().get(attribute);
        assertThat(funnel.done())
                .as("%s at %s", attribute, now)
                .extracting(Value.Funnel.Done::step)
                .containsExactly(steps);
        assertThat(funnel.completed()).as("%s at %s", attribute, now).isEqualTo(completed);
        return this;
    }

    public Scenario thenMissing(String... attributes) {
        assertThat(snapshot().attributes().keySet()).as("attributes at %s", now).doesNotContain(attributes);
        return this;
    }

    /** Everything that happened to the visitor up to now, in order. */
    public Scenario thenHappened(Transition... transitions) {
        assertThat(folded().transitions()).containsExactly(transitions);
        return this;
    }

    /** As many of the visitor's events so far carried something that could not be used. */
    public Scenario thenTroubled(int events) {
        assertThat(folded().troubled()).hasSize(events);
        return this;
    }

    private Snapshot snapshot() {
        return folded().snapshot();
    }

    private Folded folded() {
        var own =
                events.stream().filter(event -> visitor.equals(event.visitor())).toList();
        var engine = EngineFold.run(workspace, own, now);
        assertThat(engine)
                .as("engine and reference")
                .isEqualTo(Reference.run(workspace, own, now).asSeenBy(engine));
        return engine;
    }
}
