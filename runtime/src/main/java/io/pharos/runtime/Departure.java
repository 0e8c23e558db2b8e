package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Sighting.Spot;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events leave a person, and for whom. Read on the thread of the person's shard. */
sealed interface Departure permits Leaving, Resettling {
    /** The person they leave. */
    long from();

    /** An event of the person as it is from now on. */
    Filed changed(Filed filed);

    /** Whose an event of the person is now. */
    Whose whose(Filed filed);

    /** Those whom something may go to, the person left out. */
    Set<Long> targets();

    /** The least time, in milliseconds, of an event that may leave. */
    long earliest();

    /** That an event carries one identifier beside a stronger one. */
    record Meeting(Identifier subject, Identifier other) {
        static Meeting of(Link link) {
            return new Meeting(link.subject(), link.other());
        }

        static Meeting between(Identifier one, Identifier other, Identification identification) {
            return identification.isStronger(one, other) ? new Meeting(one, other) : new Meeting(other, one);
        }

        /** Two that were named under other definitions, as {@code identification} writes them; empty if it writes the same. */
        static Optional<Meeting> renamed(Identifier one, Identifier other, Identification identification) {
            var first = identification.renamed(one);
            var second = identification.renamed(other);
            return first.equals(one) && second.equals(other)
                    ? Optional.empty()
                    : Optional.of(between(first, second, identification));
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
}
