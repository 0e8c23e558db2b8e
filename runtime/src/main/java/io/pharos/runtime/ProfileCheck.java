package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Compares a profile with the fold of its events under the definitions that it is stored under. */
final class ProfileCheck {
    private final KnownEditions editions;
    private final Expected expected;
    private final Counts counts;
    private final Differences differences;
    private final PersonNames names;
    private final Instant end;

    /**
     * @param end the moment up to which time has come in the log
     * @param expected takes when each profile is to be looked at
     * @param counts takes how many there are, and who is in what
     */
    ProfileCheck(
            KnownEditions editions,
            Instant end,
            Expected expected,
            Counts counts,
            Differences differences,
            PersonNames names) {
        this.editions = editions;
        this.end = end;
        this.expected = expected;
        this.counts = counts;
        this.differences = differences;
        this.names = names;
    }

    /**
     * A profile as it is stored.
     *
     * @param due when it is going to be looked at, in milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Stored(Edition edition, Standing standing, long due, byte[] encoded) {
        Engine engine() {
            return edition.engine();
        }

        HistoryFold fold() {
            return new HistoryFold(engine(), engine().stranger(), HistoryFold.NO_CHECKPOINTS, List.of());
        }

        Profile atHead() {
            return standing.atHead(engine());
        }
    }

    /** Empty if it cannot be told any more what the profile was folded under, or if it cannot be read. */
    Optional<Stored> stored(long person, byte[] row) {
        counts.add(Counts.PROFILES, 1);
        try {
            var due = ProfileTable.due(row);
            if (due != DeadlineTable.NEVER) {
                expected.put(Family.DEADLINES, Keys.deadline(due, person), Changes.MARK);
            }
            var fingerprint = ProfileTable.peek(row).version();
            var edition = editions.of(fingerprint);
            counts.folded(edition.map(_ -> fingerprint));
            if (edition.isEmpty()) {
                differences.note(
                        "Profiles that were folded under definitions which this program reads otherwise, or not"
                                + " at all, were not compared: they are folded again when the server runs.");
            }
            return edition.flatMap(known -> ProfileTable.decode(known.engine(), row)
                    .map(standing -> new Stored(known, standing, due, ProfileTable.encoded(row))));
        } catch (RuntimeException e) {
            differences.unreadable(Family.PROFILES, () -> names.of(person), e);
            return Optional.empty();
        }
    }

    /** @param waits whether something waits to be folded into it: then it is left alone until that is done */
    void compare(long person, Stored stored, Profile folded, boolean waits) {
        try {
            var profile = stored.standing().profile();
            var then = caughtUp(folded, profile, stored.engine());
            if (!Arrays.equals(stored.engine().encode(then), stored.encoded())) {
                differences.add(
                        Family.PROFILES,
                        () -> names.of(person),
                        otherwise(stored.engine(), profile, then),
                        "the fold of their events");
            }
            compareMoments(person, stored, waits);
            counts.add(Memberships.of(stored.edition().rule().memberships(stored.atHead())), 1);
        } catch (RuntimeException e) {
            differences.unreadable(Family.PROFILES, () -> names.of(person), e);
        }
    }

    /**
     * A fold when time has passed as far as it has in the stored profile: to the deadline that happened last, and, since a profile
     * remembers how far it has looked ahead in vain, up to the one that it knows of next.
     */
    Profile caughtUp(Profile folded, Profile stored, Engine engine) {
        if (folded.isStranger() || stored.isStranger()) {
            return folded;
        }
        var ahead = engine.due(stored)
                .map(due -> due.minusMillis(1))
                .filter(due -> due.isBefore(end))
                .orElse(end);
        return engine.advance(folded, HeadRule.latest(stored.steppedAt(), ahead))
                .profile();
    }

    private void compareMoments(long person, Stored stored, boolean waits) {
        var profile = stored.standing().profile();
        var head = stored.standing().head();
        if (!profile.isStranger() && head.isBefore(profile.steppedAt())) {
            differences.add(
                    Family.PROFILES,
                    () -> "the head of " + names.of(person),
                    head.toString(),
                    profile.steppedAt() + " or later");
            return;
        }
        var due = stored.engine().due(stored.atHead());
        // looking at it too early does no harm
        if (due.isPresent() && stored.due() > due.get().toEpochMilli() && !(waits || cannotBeAdvanced(stored))) {
            differences.add(
                    Family.PROFILES,
                    () -> "when " + names.of(person) + " is looked at next",
                    stored.due() == DeadlineTable.NEVER
                            ? "never"
                            : Instant.ofEpochMilli(stored.due()).toString(),
                    due.get().toString());
        }
    }

    /** Such a profile is left alone until its next event. */
    private static boolean cannotBeAdvanced(Stored stored) {
        var standing = stored.atHead();
        try {
            stored.engine().advance(standing, stored.engine().due(standing).orElseThrow());
            return false;
        } catch (RuntimeException _) {
            return stored.due() == DeadlineTable.NEVER;
        }
    }

    /** In what the two differ, as far as that can be read from them. */
    private static String otherwise(Engine engine, Profile stored, Profile folded) {
        if (stored.isStranger() || folded.isStranger()) {
            return "a profile of " + stored.events() + " events";
        }
        var at = HeadRule.latest(stored.steppedAt(), folded.steppedAt());
        var one = engine.read(stored, at);
        var other = engine.read(folded, at);
        var names = new TreeSet<String>();
        if (!one.identifiers().equals(other.identifiers())) {
            names.add("identifiers");
        }
        Differences.keys(one.attributes(), other.attributes()).forEach(name -> names.add("attribute " + name));
        Differences.keys(one.badges(), other.badges()).forEach(name -> names.add("badge " + name));
        Differences.keys(one.segments(), other.segments()).forEach(name -> names.add("segment " + name));
        return names.isEmpty() ? "other bytes" : "other values of " + String.join(", ", names);
    }
}
