package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.Parcel.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The part of a shard in persons who turn out to be one, or several: giving histories away, and taking them over. */
final class Handover {
    private final Editions editions;
    private final Loader loader;
    private final ProfileTable profiles;
    private final HistoryTable history;
    private final Counts counts;
    private final Ledger ledger;
    private final Held held;
    private final Announcer announcer;
    /** Persons whose history has lost something, or says something else, since they were gathered last. */
    private final Set<Long> disturbed = new HashSet<>();

    Handover(
            Editions editions,
            Loader loader,
            ProfileTable profiles,
            HistoryTable history,
            Counts counts,
            Ledger ledger,
            Held held,
            Announcer announcer) {
        this.editions = editions;
        this.loader = loader;
        this.profiles = profiles;
        this.history = history;
        this.counts = counts;
        this.ledger = ledger;
        this.held = held;
        this.announcer = announcer;
    }

    /** Hands over what leaves a person; if nothing is left of them, what they were as well. */
    void release(Work.Release work) {
        var departure = work.departure();
        var person = departure.from();
        var leaving = new HashMap<Long, List<Filed>>();
        for (var filed : history.filed(person, departure.earliest())) {
            var target = departure.whose(filed).person();
            var changed = departure.changed(filed);
            if (target == person && changed.equals(filed)) {
                continue;
            }
            disturbed.add(person);
            if (target != person) {
                history.remove(person, filed);
                leaving.computeIfAbsent(target, _ -> new ArrayList<>()).add(changed);
            } else {
                history.add(person, changed);
            }
        }
        var isGone = profiles.has(person) && history.isEmpty(person);
        var rest = isGone ? dissolve(work.logged(), person) : Content.NOTHING;
        var waiting = rest.held();
        for (var parcel : work.parcels().entrySet()) {
            var events = leaving.getOrDefault(parcel.getKey(), List.of());
            parcel.getValue()
                    .content()
                    .complete(new Content(events, rest.known(), rest.before(), rest.head(), waiting));
            waiting = List.of();
        }
    }

    private Content dissolve(Logged logged, long person) {
        var standing = loader.load(logged, person);
        var before = memberships(standing);
        profiles.remove(person);
        counts.add(Counts.PROFILES, -1);
        counts.gone(editions.current().fingerprint());
        counts.add(before, -1);
        var known = standing.profile().identifiers();
        return new Content(List.of(), known, before, standing.head(), ledger.held(person));
    }

    void absorb(Work.Absorb work) {
        var person = work.person();
        var isThere = profiles.has(person);
        if (!isAnother(person, isThere, work.parcels())) {
            return;
        }
        var before = isThere ? loader.load(work.logged(), person) : loader.appear();
        var cause = work.logged().entry() instanceof Entry.Ingest ingest ? ingest.event() : null;
        var verdict = gathered(work.logged(), person, before, work.parcels(), cause);
        profiles.save(person, verdict.after());
        announcer.stitched(work.logged(), known(before, work.parcels()), verdict.shown());
        announcer.moved(work.logged(), person, verdict, cause);
    }

    /** Whether what was handed over, or left, makes the history of a person another one than before. */
    boolean isAnother(long person, boolean isThere, List<Parcel> parcels) {
        var isDisturbed = disturbed.remove(person) && isThere;
        if (isDisturbed || parcels.stream().map(Handover::content).anyMatch(each -> each.brings(isThere))) {
            return true;
        }
        parcels.forEach(parcel -> parcel.undone().complete(List.of()));
        return false;
    }

    /** What a person is with what is handed to them, and without what has left. */
    Verdict gathered(Logged logged, long person, Standing before, List<Parcel> parcels, @Nullable Event cause) {
        var own = memberships(before);
        var was = own;
        var head = before.head();
        for (var parcel : parcels) {
            var content = content(parcel);
            content.events().forEach(filed -> history.add(person, filed));
            was = was.and(content.before());
            head = head.isBefore(content.head()) ? content.head() : head;
        }
        // they have been counted as whoever they were
        counts.add(was.without(own), 1);
        var verdict =
                editions.current().rule().gathered(was, history.of(person), HeadRule.latest(head, logged.at()), cause);
        for (var parcel : parcels) {
            parcel.undone()
                    .complete(content(parcel).held().stream()
                            .filter(row -> !held.stands(row, verdict.shown()))
                            .map(Ledger::id)
                            .toList());
        }
        return verdict;
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
                held.decide(work.logged(), row, !undone.contains(Ledger.id(row)));
            }
        }
    }

    private Memberships memberships(Standing standing) {
        var edition = editions.current();
        return Memberships.of(edition.rule().memberships(standing.atHead(edition.engine())));
    }
}
