package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Departure.Refiling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What leaves a person by one entry about one of them, told by what it changes.
 *
 * @param from the person they leave
 * @param moved identifiers that lead to somebody else now, whom their events go to
 * @param refilings events of devices that have other owners now
 * @param meetings whether identifiers that events carry together are one person's now, where that has changed
 */
record Leaving(long from, Map<Identifier, Long> moved, List<Refiling> refilings, Map<Meeting, Boolean> meetings)
        implements Departure {
    Leaving {
        meetings = Map.copyOf(meetings);
        moved = Map.copyOf(moved);
        refilings = List.copyOf(refilings);
    }

    @Override
    public Filed changed(Filed filed) {
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

    @Override
    public Whose whose(Filed filed) {
        for (var refiling : refilings) {
            if (refiling.takes(filed)) {
                return refiling.whose(filed);
            }
        }
        return new Whose(moved.getOrDefault(filed.owner(), from), filed.owner());
    }

    @Override
    public Set<Long> targets() {
        var targets = new TreeSet<>(moved.values());
        for (var refiling : refilings) {
            targets.add(refiling.owner().person());
            targets.add(refiling.alone().person());
        }
        targets.remove(from);
        return targets;
    }

    @Override
    public long earliest() {
        return !moved.isEmpty() || !meetings.isEmpty() || refilings.stream().anyMatch(each -> each.after() == null)
                ? Long.MIN_VALUE
                : refilings.stream()
                        .map(Refiling::after)
                        .mapToLong(after -> after == null ? Long.MIN_VALUE : after.time())
                        .min()
                        .orElse(Long.MAX_VALUE);
    }
}
