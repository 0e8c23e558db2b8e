package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the conditions about behaviour need to have kept of past events. For each kind of events a track is kept, for each
 * sequence how far it has come: in attributes that nobody sees, written before whatever asks for them is looked at. Their
 * names hold a blank, so that no attribute of a user can have them.
 */
final class Behaviours {
    private final Map<Key, Needs> needed = new LinkedHashMap<>();
    private final Map<Key, String> tracks = new LinkedHashMap<>();
    private final Map<Sequence, String> sequences = new LinkedHashMap<>();

    /**
     * What a track is kept of: conditions that ask for one kind of events share one, whatever their windows.
     *
     * @param windowed whether they ask for windows, and not for the whole history
     */
    record Key(Matching event, Optional<Name> of, boolean windowed) {
        static Key of(Did did, Measure measure) {
            return new Key(did.event(), measure.of(), did.within().isPresent());
        }
    }

    /** @param single of how many of the latest events one has to be told from another */
    private record Needs(int single, Set<Span> windows) {
        Needs and(Needs others) {
            var all = new LinkedHashSet<>(windows);
            all.addAll(others.windows);
            return new Needs(Math.max(single, others.single), all);
        }
    }

    Behaviours(Workspace workspace) {
        conditions(workspace)
                .forEach(condition -> gather(condition, workspace.limits().exact()));
        needed.keySet().forEach(key -> tracks.put(key, "track " + (tracks.size() + 1)));
    }

    private static Stream<Condition> conditions(Workspace workspace) {
        var attributes = workspace.attributes().values().stream()
                .map(Attribute::definition)
                .flatMap(definition -> definition instanceof Attribute.Definition.Written(var enrichments)
                        ? enrichments.stream()
                        : Stream.empty())
                .flatMap(enrichment -> enrichment.condition().stream());
        var rules = workspace.rules().values().stream().map(Workspace.Rule::condition);
        var badges = workspace.badges().values().stream()
                .flatMap(badge -> Stream.of(badge.assign(), badge.remove()).flatMap(Optional::stream))
                .map(Workspace.Badge.Change::condition);
        var segments = workspace.segments().values().stream().map(Workspace.Segment::condition);
        var actions = workspace.actions().values().stream().flatMap(action -> action.condition().stream());
        return Stream.of(attributes, rules, badges, segments, actions).flatMap(all -> all);
    }

    private void gather(Condition condition, int exact) {
        switch (condition) {
            case Condition.All(var conditions) -> conditions.forEach(inner -> gather(inner, exact));
            case Condition.Any(var conditions) -> conditions.forEach(inner -> gather(inner, exact));
            case Condition.Not(var negated) -> gather(negated, exact);
            case Did did ->
                did.measures()
                        .forEach(
                                measure -> needed.merge(Key.of(did, measure), needed(did, measure, exact), Needs::and));
            case Sequence sequence -> sequences.putIfAbsent(sequence, "sequence " + (sequences.size() + 1));
            case Condition.EventNamed _,
                    Condition.FromImport _,
                    Condition.RuleHolds _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Compare _ -> {}
        }
    }

    private static Needs needed(Did did, Measure measure, int exact) {
        return new Needs(
                isOfCalendar(did) ? exact : single(measure, exact),
                did.within().map(Set::of).orElse(Set.of()));
    }

    /** Whether a later event may leave the window earlier, as at the end of a month. */
    private static boolean isOfCalendar(Did did) {
        return did.within().orElse(null) instanceof Span.Calendar;
    }

    /** Of how many of the latest events the figure has to be known, for its tests to be answered. */
    private static int single(Measure measure, int exact) {
        return switch (measure.figure()) {
            case TIMES ->
                measure.tests().stream()
                        .flatMap(test -> test.comparands().stream())
                        .mapToInt(limit -> counted(limit, exact))
                        .max()
                        .orElse(exact);
            case LAST -> 1;
            case TOTAL, AVERAGE, MIN, MAX, FIRST -> exact;
        };
    }

    /** A count is told from a limit by one more than the limit. */
    private static int counted(Comparand limit, int exact) {
        return limit instanceof Comparand.Constant(Value.Amount(var amount))
                        && amount.compareTo(BigDecimal.valueOf(exact)) < 0
                ? amount.max(BigDecimal.ZERO).setScale(0, RoundingMode.FLOOR).intValue() + 1
                : exact;
    }

    /** That the event being processed is one of that kind; asked at events only. */
    static Condition condition(Matching event) {
        var all = new ArrayList<Condition>();
        if (!event.names().isEmpty()) {
            all.add(new Condition.EventNamed(event.names()));
        }
        event.where().ifPresent(all::add);
        return new Condition.All(all);
    }

    /** Everything that is kept, in words. */
    String kept() {
        return needed.toString() + sequences.keySet();
    }

    /** The tracks that are kept. */
    Set<Key> tracks() {
        return tracks.keySet();
    }

    Set<Sequence> sequences() {
        return sequences.keySet();
    }

    /** How the track is kept for all who ask. */
    Tracking tracking(Key key, ZoneId zone, int exact) {
        var needs = known(needed, key);
        var windows = longest(needs.windows()).stream()
                .map(span -> new Window(span, zone))
                .toList();
        return new Tracking(windows, needs.single(), !key.windowed() || needs.single() == exact);
    }

    /** Of fixed lengths the longest; those of the calendar can be compared neither with it nor with each other. */
    private static List<Span> longest(Set<Span> windows) {
        var fixed = windows.stream()
                .flatMap(window -> window instanceof Span.Fixed(var length) ? Stream.of(length) : Stream.empty())
                .max(Duration::compareTo)
                .<Span>map(Span.Fixed::new);
        return Stream.concat(fixed.stream(), windows.stream().filter(window -> window instanceof Span.Calendar))
                .toList();
    }

    String name(Key key) {
        return known(tracks, key);
    }

    String sequence(Sequence sequence) {
        return known(sequences, sequence);
    }

    /** The hidden attributes that the condition reads. */
    Set<String> of(Sequence sequence) {
        return Set.of(sequence(sequence));
    }

    /** The hidden attributes that the condition reads. */
    Set<String> of(Did did) {
        var read = new LinkedHashSet<String>();
        did.measures().forEach(measure -> read.add(name(Key.of(did, measure))));
        return read;
    }

    /** As attributes, so that they are written in their turn. */
    List<Attribute> trackAttributes() {
        return attributes(tracks.values());
    }

    /** As attributes, so that they have their place among the others. */
    List<Attribute> sequenceAttributes() {
        return attributes(sequences.values());
    }

    private static List<Attribute> attributes(Collection<String> names) {
        return names.stream()
                .map(name -> Hidden.attribute(name, Attribute.Type.TIMELINE))
                .toList();
    }

    private static <K, T> T known(Map<K, T> known, K key) {
        var found = known.get(key);
        if (found == null) {
            throw new IllegalArgumentException("a condition that the workspace does not have: " + key);
        }
        return found;
    }
}
