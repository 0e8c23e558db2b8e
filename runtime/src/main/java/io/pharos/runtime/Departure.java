package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Sighting.Spot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events leave a person, and for whom.
 *
 * @param from the person they leave
 * @param moved identifiers that lead to somebody else now, whom their events go to
 * @param refilings events of devices that have other owners now
 * @param meetings whether identifiers that events carry together are one person's now, where that has changed
 */
record Departure(long from, Map<Identifier, Long> moved, List<Refiling> refilings, Map<Meeting, Boolean> meetings) {
    Departure {
        meetings = Map.copyOf(meetings);
        moved = Map.copyOf(moved);
        refilings = List.copyOf(refilings);
    }

    /** That an event carries one identifier beside a stronger one. */
    record Meeting(Identifier subject, Identifier other) {
        static Meeting of(Link link) {
            return new Meeting(link.subject(), link.other());
        }
    }

    /**
     * Events of a device in which nobody is named, between two places.
     *
     * @param after excluded; null if from the first on
     * @param before excluded; null if up to the last
     * @param since in milliseconds: what is earlier belongs to the device alone
     */
    record Refiling(
            Identifier device,
            @Nullable Spot after,
            @Nullable Spot before,
            long since,
            Whose owner,
            Whose alone) {
        boolean takes(Filed filed) {
            if (!filed.subject().equals(device)) {
                return false;
            }
            var spot = Spot.of(filed.event());
            return (after == null || spot.compareTo(after) > 0) && (before == null || spot.compareTo(before) < 0);
        }

        Whose whose(Filed filed) {
            return filed.event().time().toEpochMilli() < since ? alone : owner;
        }
    }

    /** An event of the person as it is from now on. */
    Filed changed(Filed filed) {
        return filed.as(marked(filed), whose(filed).owner());
    }

    /** What it says of its other identifiers. */
    private Event marked(Filed filed) {
        var marks = filed.event().marks();
        if (!meetings.isEmpty()) {
            for (var other : filed.nodes().subList(1, filed.nodes().size())) {
                var mark = Identification.notLinked(other);
                var isOne = meetings.get(new Meeting(filed.subject(), other));
                if (isOne != null && isOne == marks.contains(mark)) {
                    marks = Stream.concat(
                                    marks.stream().filter(each -> !each.equals(mark)),
                                    isOne ? Stream.empty() : Stream.of(mark))
                            .toList();
                }
            }
        }
        return marks.equals(filed.event().marks())
                ? filed.event()
                : filed.event().marked(marks);
    }

    /** Whose an event of the person is now. */
    Whose whose(Filed filed) {
        for (var refiling : refilings) {
            if (refiling.takes(filed)) {
                return refiling.whose(filed);
            }
        }
        return new Whose(moved.getOrDefault(filed.owner(), from), filed.owner());
    }

    /** Those whom something may go to. */
    Set<Long> targets() {
        var targets = new TreeSet<>(moved.values());
        for (var refiling : refilings) {
            targets.add(refiling.owner().person());
            targets.add(refiling.alone().person());
        }
        targets.remove(from);
        return targets;
    }

    /** The least time, in milliseconds, of an event that may leave. */
    long earliest() {
        return !moved.isEmpty() || !meetings.isEmpty() || refilings.stream().anyMatch(each -> each.after() == null)
                ? Long.MIN_VALUE
                : refilings.stream()
                        .map(Refiling::after)
                        .mapToLong(after -> after == null ? Long.MIN_VALUE : after.time())
                        .min()
                        .orElse(Long.MAX_VALUE);
    }
}
