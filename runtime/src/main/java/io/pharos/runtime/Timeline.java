package io.pharos.runtime;

import io.pharos.engine.Cause;
import io.pharos.engine.Change;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Transition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of what happened to one profile, latest first.
 *
 * @param before where the next page begins; empty if this is the last one
 */
public record Timeline(List<Item> items, Optional<Place> before) {
    public Timeline {
        items = List.copyOf(items);
    }

    /** What stands in a timeline. */
    public enum Kind {
        EVENT,
        VISIT_STARTED,
        VISIT_ENDED,
        BADGE_ASSIGNED,
        BADGE_REMOVED,
        JOINED,
        LEFT,
        ACTION
    }

    public sealed interface Item {
        Instant at();

        /**
         * @param changes what it made of attributes
         * @param problems what of it could not be used
         */
        record Happened(Event event, List<Change> changes, List<Problem> problems) implements Item {
            public Happened {
                changes = List.copyOf(changes);
                problems = List.copyOf(problems);
            }

            @Override
            public Instant at() {
                return event.time();
            }
        }

        /** @param changes what the end of a visit made of attributes */
        record Turned(Transition transition, Cause cause, List<Change> changes) implements Item {
            public Turned {
                changes = List.copyOf(changes);
            }

            @Override
            public Instant at() {
                return transition.at();
            }
        }

        /** @param at when it was triggered */
        record Acted(Instant at, DeliveryRecord delivery) implements Item {}
    }

    /**
     * A place in a timeline, which stays the same while later things happen.
     *
     * @param number among those of one millisecond, from 0
     */
    public record Place(long millis, int number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::millis).thenComparingInt(Place::number);

        /** Empty if {@code text} is no place as {@link #toString} writes it. */
        public static Optional<Place> parse(String text) {
            var parts = text.split("-", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(Long.parseLong(parts[0], 36), Integer.parseInt(parts[1], 36)))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return Long.toString(millis, 36) + "-" + Integer.toString(number, 36);
        }
    }

    /**
     * Which page is wanted.
     *
     * @param kinds what is to stand there
     * @param before only what lies before that place; empty for the latest
     * @param limit so much at most
     */
    public record Query(Set<Kind> kinds, Optional<Place> before, int limit) {
        public Query {
            kinds = Set.copyOf(kinds);
        }

        boolean wants(Kind kind, Place place) {
            return kinds.contains(kind)
                    && before.map(end -> place.compareTo(end) < 0).orElse(true);
        }
    }

    static Kind kind(Transition transition) {
        return switch (transition) {
            case Transition.VisitStarted _ -> Kind.VISIT_STARTED;
            case Transition.VisitEnded _ -> Kind.VISIT_ENDED;
            case Transition.BadgeAssigned _ -> Kind.BADGE_ASSIGNED;
            case Transition.BadgeRemoved _ -> Kind.BADGE_REMOVED;
            case Transition.Joined _ -> Kind.JOINED;
            case Transition.Left _ -> Kind.LEFT;
        };
    }
}
