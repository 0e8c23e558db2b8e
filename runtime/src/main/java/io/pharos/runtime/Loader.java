package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.ProfileTable.Folded;
import java.util.List;
import java.util.Optional;

/** Loads the profiles of a shard, and brings them under the definitions in force if they are not yet. Owned by its shard. */
final class Loader {
    private final Editions editions;
    private final ProfileTable profiles;
    private final Refolder refolder;
    private final Counts counts;
    private final Announcer announcer;

    Loader(Editions editions, ProfileTable profiles, Refolder refolder, Counts counts, Announcer announcer) {
        this.editions = editions;
        this.profiles = profiles;
        this.refolder = refolder;
        this.counts = counts;
        this.announcer = announcer;
    }

    /** A person of whom nothing was known here so far. */
    Standing appear() {
        counts.add(Counts.PROFILES, 1);
        counts.folded(editions.current().fingerprint());
        return Standing.at(editions.current().engine().stranger());
    }

    /** The profile under the definitions in force, which it is brought under if it is not yet. */
    Standing load(Logged logged, long id) {
        var before = profiles.load(id);
        var edition = editions.current();
        if (before.isPresent() && before.get().edition().fingerprint() == edition.fingerprint()) {
            return before.get().standing();
        }
        var verdict =
                before.map(folded -> republished(folded, id)).orElseGet(() -> appeared(unknown(id, refolder.fold(id))));
        profiles.reschedule(id, verdict.after(), logged.at());
        counts.refolded(before.map(folded -> folded.edition().fingerprint()), edition.fingerprint());
        announcer.moved(logged, id, verdict, null);
        return verdict.after();
    }

    /**
     * What the profile is before its history becomes another one. By an event that is under the definitions in force, which it
     * is brought under if it is not yet; by a publication as it lies, for what it was is compared with what it becomes once.
     */
    Folded before(Logged logged, long id) {
        var known = profiles.load(id);
        return known.isPresent() && logged.entry() instanceof Entry.Publish
                ? known.get()
                : new Folded(load(logged, id), editions.current());
    }

    private Verdict republished(Folded before, long id) {
        var earlier = before.edition();
        var was = Memberships.of(earlier.rule().memberships(before.standing().atHead(earlier.engine())));
        var edition = editions.current();
        var folded = refolder.fold(id);
        return edition.rule().republished(was, before.standing().head(), folded, edition.since(), edition.fires());
    }

    /** A profile that was folded under definitions that nobody knows any more. */
    private Standing unknown(long id, Profile folded) {
        return HeadRule.republished(folded, HeadRule.latest(editions.current().since(), profiles.head(id)));
    }

    /** Nobody can tell what it was in before, so it is counted, and nothing is told of it. */
    private Verdict appeared(Standing standing) {
        var edition = editions.current();
        var shown = standing.atHead(edition.engine());
        counts.add(Memberships.of(edition.rule().memberships(shown)), 1);
        return new Verdict(standing, shown, List.of(), List.of(), false);
    }

    /** Empty if it was not folded under the definitions in force yet. */
    Optional<Standing> folded(long id) {
        return profiles.load(id)
                .filter(known ->
                        known.edition().fingerprint() == editions.current().fingerprint())
                .map(Folded::standing);
    }

    /** What the profile is under whatever definitions it was folded under, if they are known. */
    Folded asItLies(long id) {
        return profiles.load(id).orElseGet(() -> new Folded(unknown(id, refolder.look(id)), editions.current()));
    }
}
