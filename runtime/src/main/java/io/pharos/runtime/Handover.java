package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.Parcel.Content;
import io.pharos.runtime.ProfileTable.Folded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The part of a shard in persons who turn out to be one, or several: giving histories away, and taking them over. */
final class Handover {
    private final ShardParts parts;
    /** Of persons whose history has lost something, or says something else, since they were gathered last: where that begins. */
    private final Map<Long, Event> disturbed = new HashMap<>();

    Handover(ShardParts parts) {
        this.parts = parts;
    }

    /** Hands over what leaves a person; if nothing is left of them, what they were as well. */
    void release(Work.Release work) {
        var departure = work.departure();
        var person = departure.from();
        // while all that it was folded from is there
        var before = parts.profiles().has(person)
                ? Optional.of(parts.loader().before(work.logged(), person))
                : Optional.<Folded>empty();
        var leaving = new HashMap<Long, List<Filed>>();
        for (var filed : parts.history().filed(person, departure.earliest())) {
            var target = departure.whose(filed).person();
            var changed = departure.changed(filed);
            if (target == person && changed.equals(filed)) {
                continue;
            }
            disturbed.merge(person, filed.event(), Handover::earlier);
            if (target != person) {
                requireParcel(work, target);
                parts.history().remove(person, filed);
                leaving.computeIfAbsent(target, _ -> new ArrayList<>()).add(changed);
            } else {
                parts.history().add(person, changed);
            }
        }
        var rest = before.filter(_ -> parts.history().isEmpty(person))
                .map(known -> dissolve(person, known))
                .orElse(Content.NOTHING);
        var waiting = rest.held();
        for (var parcel : work.parcels().entrySet()) {
            var events = leaving.getOrDefault(parcel.getKey(), List.of());
            if (events.isEmpty()) {
                parcel.getValue().content().complete(Content.NOTHING);
                continue;
            }
            parcel.getValue()
                    .content()
                    .complete(new Content(events, rest.known(), rest.before(), rest.head(), waiting));
            waiting = List.of();
        }
    }

    private static void requireParcel(Work.Release work, long target) {
        if (!work.parcels().containsKey(target)) {
            throw new IllegalStateException("nothing of "
                    + Long.toHexString(work.departure().from()) + " was to go to " + Long.toHexString(target));
        }
    }

    private Content dissolve(long person, Folded before) {
        var memberships = memberships(before);
        parts.profiles().remove(person);
        parts.checkpoints().forget(person);
        parts.counts().add(Counts.PROFILES, -1);
        parts.counts().gone(before.edition().fingerprint());
        parts.counts().add(memberships, -1);
        var standing = before.standing();
        var known = standing.profile().identifiers();
        return new Content(
                List.of(), known, memberships, standing.head(), parts.ledger().held(person));
    }

    void absorb(Work.Absorb work) {
        var person = work.person();
        var isThere = parts.profiles().has(person);
        if (!isAnother(person, isThere, work.parcels())) {
            return;
        }
        var before = isThere
                ? parts.loader().before(work.logged(), person)
                : new Folded(parts.loader().appear(), parts.editions().current());
        var cause = work.logged().entry() instanceof Entry.Ingest ingest ? ingest.event() : null;
        var verdict = gathered(work.logged(), person, before, work.parcels(), cause);
        parts.profiles().save(person, verdict.after());
        parts.counts().followed(before.edition(), parts.editions().current());
        parts.announcer().stitched(work.logged(), known(before.standing(), work.parcels()), verdict.shown());
        parts.announcer().moved(work.logged(), person, verdict, cause);
    }

    /** Whether what was handed over, or left, makes the history of a person another one than before. */
    boolean isAnother(long person, boolean isThere, List<Parcel> parcels) {
        if (!isThere) {
            disturbed.remove(person);
        }
        if (disturbed.containsKey(person)
                || parcels.stream().map(Handover::content).anyMatch(each -> each.brings(isThere))) {
            return true;
        }
        parcels.forEach(parcel -> parcel.undone().complete(List.of()));
        return false;
    }

    /** What a person is with what is handed to them, and without what has left. */
    Verdict gathered(Logged logged, long person, Folded before, List<Parcel> parcels, @Nullable Event cause) {
        var own = memberships(before);
        var was = own;
        var head = before.standing().head();
        var earliest = cause;
        for (var parcel : parcels) {
            var content = content(parcel);
            for (var filed : content.events()) {
                parts.history().add(person, filed);
                earliest = earlier(earliest, filed.event());
            }
            was = was.and(content.before());
            head = head.isBefore(content.head()) ? content.head() : head;
        }
        // they have been counted as whoever they were
        parts.counts().add(was.without(own), 1);
        var watched = cause == null ? List.<Event>of() : List.of(cause);
        var fold = parts.refolder().fold(person, earlier(earliest, disturbed.remove(person)), watched);
        var problems = cause == null ? List.<Problem>of() : fold.outcome(cause).problems();
        var rule = parts.editions().current().rule();
        var verdict = logged.entry() instanceof Entry.Publish publish
                ? rule.republished(
                        was,
                        head,
                        fold.profile(),
                        logged.at(),
                        publish.publication().fire())
                : rule.gathered(was, fold.profile(), HeadRule.latest(head, logged.at()), cause, problems);
        for (var parcel : parcels) {
            parcel.undone()
                    .complete(content(parcel).held().stream()
                            .filter(row -> !parts.held().stands(row, verdict.shown()))
                            .map(Ledger::id)
                            .toList());
        }
        return verdict;
    }

    private static @Nullable Event earlier(@Nullable Event one, @Nullable Event other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Event.ORDER.compare(one, other) <= 0 ? one : other;
    }

    /** By which a person was known, or somebody of whom nothing is left. */
    static SortedSet<Identifier> known(Standing before, List<Parcel> parcels) {
        var known = new TreeSet<>(before.profile().identifiers());
        parcels.forEach(parcel -> known.addAll(content(parcel).known()));
        return known;
    }

    private static Content content(Parcel parcel) {
        return parcel.content().join();
    }

    /** What was held for a person of whom nothing is left leaves now, unless it is undone. */
    void judge(Work.Judge work) {
        for (var parcel : work.parcels()) {
            var undone = Set.copyOf(parcel.undone().join());
            for (var row : content(parcel).held()) {
                parts.held().decide(work.logged(), row, !undone.contains(Ledger.id(row)));
            }
        }
    }

    private static Memberships memberships(Folded folded) {
        var edition = folded.edition();
        return Memberships.of(edition.rule().memberships(folded.standing().atHead(edition.engine())));
    }
}
