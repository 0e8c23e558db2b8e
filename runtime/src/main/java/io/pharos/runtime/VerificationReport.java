package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a {@linkplain Verification verification} has found.
 *
 * @param at when the last entry of the log was logged
 * @param identifiers by which somebody is known
 * @param differences between what is stored and what follows from the events, all of them
 * @param examples the first of them, a few of each family
 * @param notes what could not be compared, and why
 */
public record VerificationReport(
        Instant at,
        long profiles,
        long events,
        long identifiers,
        long deliveries,
        long differences,
        List<Difference> examples,
        List<String> notes) {

    /**
     * Something that is stored otherwise than it should be.
     *
     * @param family of rows in which it is
     * @param about the person, identifier or delivery it is about, in words
     */
    public record Difference(Family family, String about, String found, String expected) {
        @Override
        public String toString() {
            return family.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + about + ": found " + found
                    + ", expected " + expected;
        }
    }

    public VerificationReport {
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }

    public boolean isClean() {
        return differences == 0;
    }
}
