package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Rows.Place;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The part of a shard in persons who are removed: whatever it has of them goes, and whatever names them. Owned by its shard. */
final class Removing {
    private final ShardParts parts;
    private final Arrivals arrivals;
    private final IntPredicate slots;

    Removing(ShardParts parts, Arrivals arrivals, IntPredicate slots) {
        this.parts = parts;
        this.arrivals = arrivals;
        this.slots = slots;
    }

    Removed remove(Work.Remove work) {
        var removal = work.removal();
        var traces = new Traces(removal, parts.editions().current().identification());
        var removed = Removed.NOTHING;
        for (var person : removal.persons()) {
            if (isOwn(person) && parts.profiles().has(person)) {
                arrivals.settle(work.logged(), person);
                removed = removed.and(delete(person, traces));
            }
        }
        removed = removed.and(deliveries(removal, traces));
        for (var person : removal.others()) {
            if (isOwn(person) && parts.profiles().has(person)) {
                removed = removed.and(forget(work.logged(), person, removal));
            }
        }
        parts.announcer().removed(work.logged(), traces, work.isErasure() && removed.profiles() > 0);
        return removed;
    }

    private boolean isOwn(long person) {
        return slots.test(ProfileId.slot(person));
    }

    private Removed delete(long person, Traces traces) {
        var counts = parts.counts();
        var profile = parts.profiles().load(person);
        profile.ifPresent(folded -> counts.add(memberships(folded.standing(), folded.edition()), -1));
        counts.gone(profile.map(folded -> folded.edition().fingerprint()));
        counts.add(Counts.PROFILES, -1);
        parts.profiles().remove(person);
        parts.checkpoints().forget(person);
        var events = 0;
        for (var filed : parts.history().filed(person, Long.MIN_VALUE)) {
            parts.history().remove(person, filed);
            traces.add(filed.event());
            events++;
        }
        counts.add(Counts.EVENTS, -events);
        counts.add(Counts.REMOVED, 1);
        return new Removed(1, events, 0, 0, 0, places(person));
    }

    private static List<Place> places(long person) {
        return Stream.of(Family.PROFILES, Family.HISTORY, Family.CHECKPOINTS, Family.BACKLOG)
                .map(family -> new Place(family, Keys.profile(person)))
                .toList();
    }

    /** What was sent, or was to be sent, goes if it names them: also as somebody whom others were one with then. */
    private Removed deliveries(Removal removal, Traces traces) {
        var removed = Removed.NOTHING;
        for (var person : removal.persons()) {
            if (isOwn(person)) {
                for (var row : parts.ledger().held(person)) {
                    removed = removed.and(delete(row, traces));
                }
            }
        }
        for (var name : removal.around()) {
            for (var row : parts.ledger().caused(name)) {
                if (traces.show(row.delivery())) {
                    removed = removed.and(delete(row, traces));
                }
            }
        }
        return removed;
    }

    private Removed delete(DeliveryRecord row, Traces traces) {
        var key = Ledger.id(row).key();
        traces.add(row.delivery());
        parts.ledger().remove(row);
        var isOpen = Ledger.isOutstanding(row.state());
        return new Removed(
                0,
                0,
                0,
                1,
                isOpen ? 1 : 0,
                List.of(
                        new Place(Family.DELIVERIES, key),
                        new Place(
                                Family.CAUSED,
                                Keys.causedBy(row.delivery().profile().id()))));
    }

    /** The events of somebody else do not carry the identifiers any more. */
    private Removed forget(Logged logged, long person, Removal removal) {
        arrivals.settle(logged, person);
        var before = parts.loader().load(logged, person);
        var edition = parts.editions().current();
        var mentions = 0;
        for (var filed : parts.history().filed(person, Long.MIN_VALUE)) {
            if (removal.names(filed.nodes())) {
                var without = edition.identification().without(filed.event(), removal.named());
                parts.history().add(person, filed.as(without, filed.owner()));
                mentions++;
            }
        }
        if (mentions > 0) {
            var was = memberships(before, edition);
            var fold = parts.refolder().fold(person, null, List.of());
            var at = HeadRule.latest(before.head(), logged.at());
            var verdict = edition.rule().gathered(was, fold.profile(), at, null, List.of());
            parts.profiles().save(person, verdict.after());
            parts.announcer().moved(logged, person, verdict, null);
        }
        return new Removed(0, 0, mentions, 0, 0, places(person));
    }

    private static Memberships memberships(Standing standing, Edition edition) {
        return Memberships.of(edition.rule().memberships(standing.atHead(edition.engine())));
    }
}
