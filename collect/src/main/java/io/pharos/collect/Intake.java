package io.pharos.collect;

import io.pharos.model.Address;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Source;
import io.pharos.model.Treatment.Bots;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fixes what intake decides about an event: its time, its id, whose it is. */
final class Intake {
    private static final Duration NOTABLE = Duration.ofSeconds(1);

    private final Identification identification;
    private final Map<String, Source> sources;

    Intake(Identification identification, Workspace workspace) {
        this.identification = identification;
        this.sources = workspace.sources();
    }

    /** @param madeIds for an event without an id, and for one that names nobody */
    Collected.Outcome fix(Draft draft, Instant arrived, Event.Origin origin, Supplier<String> madeIds) {
        var arrival = arrived.truncatedTo(ChronoUnit.MILLIS);
        draft.id = orMissing(draft.id);
        draft.visitor = orMissing(draft.visitor);
        if (!isShort(draft, ".id", draft.id)) {
            draft.id = null;
        }
        isShort(draft, ".visitor", draft.visitor);
        isShort(draft, ".event", draft.name);
        if (draft.isRejected()) {
            return new Collected.Rejected(Optional.ofNullable(draft.id), draft.problems);
        }
        var source = Optional.ofNullable(sources.get(required(draft.source)));
        var bots = source.map(known -> known.treatment().bots()).orElse(Bots.MARK);
        if (bots != Bots.MARK && draft.marks.contains(Marks.BOT)) {
            return filtered(draft, bots);
        }
        if (source.flatMap(known -> known.treatment().ip()).equals(Optional.of(Address.TRUNCATED))) {
            Address.PROPERTIES.forEach(property -> requireAddress(draft, property));
        }
        // Lines of a file may name any source.
        source.ifPresent(known -> known.treatment().apply(required(draft.name), draft.properties));
        if (draft.id == null) {
            draft.id = madeIds.get();
        }
        var event = event(draft, arrival, origin);
        if (draft.visitor == null && identification.routing(event).isEmpty()) {
            draft.visitor = madeIds.get();
            draft.mark(Marks.NO_VISITOR);
            event = event(draft, arrival, origin);
        }
        return new Collected.Accepted(event, draft.problems);
    }

    /** Says that a property is dropped since it cannot be truncated. */
    private static void requireAddress(Draft draft, String property) {
        var value = draft.properties.get(property);
        if (value != null && Address.truncated(value).isEmpty()) {
            draft.drop(
                    "event.no-address", "." + property, "no address", "an IP address, since its source truncates them");
        }
    }

    private static Collected.Outcome filtered(Draft draft, Bots bots) {
        var source = required(draft.source);
        var crawler = Field.text(draft.properties.get("browser")).orElse("one without a name");
        draft.note(
                "event.bot",
                "",
                "a crawler: " + Json.shortened(crawler),
                "an event of a person",
                "Source \"" + source + "\" does not take events of crawlers.");
        return new Collected.Filtered(source, bots, Optional.ofNullable(draft.id), draft.problems);
    }

    private static Event event(Draft draft, Instant arrival, Event.Origin origin) {
        var sent = draft.time == null ? null : draft.time.truncatedTo(ChronoUnit.MILLIS);
        var time = time(draft, arrival);
        if (sent != null && Duration.between(sent, time).abs().compareTo(NOTABLE) > 0) {
            draft.mark(Marks.CLOCK_CORRECTED);
        }
        var differs = sent != null && !sent.equals(time);
        return new Event(
                required(draft.id),
                required(draft.source),
                draft.visitor,
                required(draft.name),
                time,
                draft.order == null ? 0 : draft.order,
                arrival,
                origin,
                differs ? sent : null,
                draft.properties,
                draft.marks);
    }

    /**
     * When it happened by our clock. Where the sender says when it sent the event, its clock is off by the difference to
     * the arrival, and so is the event's time; a difference of up to a second is the way through the network.
     */
    private static Instant time(Draft draft, Instant arrival) {
        if (draft.time == null) {
            return arrival;
        }
        var off = draft.sentAt == null ? Duration.ZERO : Duration.between(draft.sentAt, arrival);
        var time = off.abs().compareTo(NOTABLE) > 0 ? draft.time.plus(off) : draft.time;
        if (time.isAfter(arrival)) {
            return arrival;
        }
        return time.isBefore(Times.EARLIEST) ? Times.EARLIEST : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String orMissing(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Rejects the draft otherwise. */
    private static boolean isShort(Draft draft, String path, @Nullable String text) {
        if (text == null || text.length() <= Limits.ID_LENGTH) {
            return true;
        }
        var found = "a text of " + text.length() + " characters";
        draft.reject("event.too-long", path, found, "at most " + Limits.ID_LENGTH, "");
        return false;
    }

    private static String required(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("a draft that is not rejected has an id, a source and a name");
        }
        return text;
    }
}
