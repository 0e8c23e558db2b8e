package io.pharos.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a user has defined, checked: names resolve, types fit, nothing goes round in a circle. Maps keep the order
 * written, which is the order of evaluation where dependencies leave a choice.
 *
 * @param live an event counts as live if it arrives at most this long after its time
 * @param settle how long the actions of transitions made by time alone wait for late events
 * @param retention how long persons stay of whom nothing more is heard
 */
public record Workspace(
        String name,
        ZoneId zone,
        Visits visits,
        Limits limits,
        Duration live,
        Duration settle,
        Retention retention,
        Map<String, Source> sources,
        List<IdentifierKind> identifiers,
        Map<String, Attribute> attributes,
        Map<String, Rule> rules,
        Map<String, Badge> badges,
        Map<String, Segment> segments,
        Map<String, Connector> connectors,
        Map<String, Action> actions,
        Map<String, View> views,
        List<DefinitionTest> tests) {

    public Workspace {
        sources = ordered(sources);
        identifiers = List.copyOf(identifiers);
        attributes = ordered(attributes);
        rules = ordered(rules);
        badges = ordered(badges);
        segments = ordered(segments);
        connectors = ordered(connectors);
        actions = ordered(actions);
        views = ordered(views);
        tests = List.copyOf(tests);
    }

    /** Whether the event is a row of a file: it comes from a source of that kind, be it sent, imported or replayed. */
    public boolean isFromFile(Event event) {
        var source = sources.get(event.source());
        return source != null && source.kind() == Source.Kind.FILE;
    }

    static <T> Map<String, T> ordered(Map<String, T> definitions) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }

    /**
     * When a visit ends: so long after its last event, or so long after its first, whichever comes first. Its first event
     * decides which timeout counts.
     *
     * @param singleEvent for visits to the web as long as they have one event
     * @param mobile for visits whose first event came from a mobile platform
     * @param imported for visits whose first event is a row of a file
     */
    public record Visits(Duration timeout, Duration singleEvent, Duration mobile, Duration imported, Duration longest) {
        public static final Visits DEFAULT = new Visits(
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofSeconds(60),
                Duration.ofHours(24));
    }

    /**
     * How long somebody stays, and how long it is remembered that somebody was erased. Nothing that is folded depends on it.
     *
     * @param profile a person is deleted so long after the last event; empty if nobody is, but for segments that say so
     * @param erased for so long, events from before an erasure are refused
     */
    public record Retention(Optional<Duration> profile, Duration erased) {
        public static final Retention DEFAULT = new Retention(Optional.empty(), Duration.ofDays(30));
    }

    /**
     * How large values may become. What is cut or refused is reported on the event.
     *
     * @param text characters: a longer text of an event attribute is cut, one of a visit or a visitor is not saved
     * @param items of a list, a set or a tally: of lists the latest stay, of sets and tallies those that are there
     * @param exact so many of the latest matching events of a {@code did} are kept one by one
     * @param identifiers by which one person is known: a link that would make it more is refused
     */
    public record Limits(int text, int items, int exact, int identifiers) {
        public static final Limits DEFAULT = new Limits(10_000, 30_000, 1000, 100);
    }

    /**
     * A kind of identifier other than the anonymous id. Earlier kinds are stronger.
     *
     * @param from the properties that may carry it, the first one present counts
     * @param claim how long before somebody was first seen on a device what happened there may be theirs; empty for
     *     however long. Only of kinds whose policy is to switch
     */
    public record IdentifierKind(
            String name,
            List<String> from,
            List<Normaliser> normalise,
            Policy policy,
            Optional<Duration> claim,
            Guard guard,
            Optional<String> tealiumAttribute,
            About about) {
        public enum Normaliser {
            TRIM,
            LOWERCASE,
            SHA256
        }

        /** What it means that an event carries an identifier beside a stronger one. */
        public enum Policy {
            /** Both are of one person. */
            MERGE,
            /** One person has one of the kind: another value on the same device is somebody else. */
            SWITCH
        }

        public IdentifierKind {
            from = List.copyOf(from);
            normalise = List.copyOf(normalise);
        }
    }

    /**
     * What a value must be to name somebody. Any other leads nowhere and links nobody.
     *
     * @param shortest characters it must have
     * @param distinct different characters it must have
     * @param block values that name nobody, in lower case, beside those that never do
     */
    public record Guard(int shortest, int distinct, Set<String> block) {
        public static final Guard DEFAULT = new Guard(1, 1, Set.of());

        public Guard {
            block = Set.copyOf(block);
        }
    }

    public record Rule(String name, Condition condition, About about) {}

    /** Worn after a step if {@code remove} is false, and it was worn before or {@code assign} is true. */
    public record Badge(
            String name, String icon, String colour, Optional<Change> assign, Optional<Change> remove, About about) {

        /** At which steps the change is looked at, and what must hold; without {@code when}, at every step. */
        public record Change(Optional<Enrichment.When> when, Condition condition) {}
    }

    /**
     * Whoever its condition is true of, at any moment; it reads no event.
     *
     * @param keep how long somebody stays who is in it, in place of what the workspace's retention says
     */
    public record Segment(String name, Condition condition, Optional<Duration> keep, About about) {}

    /** What a page may read. {@code badges} and {@code segments} stand for all of them. */
    public record View(
            String name,
            List<String> attributes,
            boolean badges,
            boolean segments,
            List<String> origins,
            boolean open,
            About about) {
        public View {
            attributes = List.copyOf(attributes);
            origins = List.copyOf(origins);
        }
    }
}
