package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Transition;
import io.pharos.runtime.Rows.Family;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers that follow from the log. One shard counts, anybody may read. */
final class Counts {
    static final String EVENTS = "events";
    static final String DUPLICATES = "duplicates";
    static final String FAILED = "failed";
    static final String ERASED = "erased";
    static final String LATE = "late";
    static final String PROFILES = "profiles";
    /** Of persons who were erased, or have expired. */
    static final String REMOVED = "removed";

    static final String SEGMENT = "segment:";
    static final String BADGE = "badge:";
    static final String DELIVERY = "delivery:";
    /** By the fingerprint of what they were folded by. */
    static final String FOLDED = "folded:";
    /** Of what no program can tell any more. */
    private static final String UNKNOWN = FOLDED + "unknown";

    private static final byte[] PREFIX = Keys.text("counts/");

    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private boolean changed;

    void add(String name, long number) {
        if (number != 0) {
            numbers.merge(name, number, Long::sum);
            changed = true;
        }
    }

    void add(Counts others) {
        others.numbers.forEach(this::add);
    }

    /** Memberships that a transition changes. */
    void add(Transition transition) {
        switch (transition) {
            case Transition.Joined(var segment, var _) -> add(SEGMENT + segment, 1);
            case Transition.Left(var segment, var _) -> add(SEGMENT + segment, -1);
            case Transition.BadgeAssigned(var badge, var _) -> add(BADGE + badge, 1);
            case Transition.BadgeRemoved(var badge, var _) -> add(BADGE + badge, -1);
            case Transition.VisitStarted _, Transition.VisitEnded _ -> {}
        }
    }

    /** @param persons who have them, less than zero to take them away */
    void add(Memberships memberships, int persons) {
        memberships.segments().keySet().forEach(segment -> add(SEGMENT + segment, persons));
        memberships.badges().keySet().forEach(badge -> add(BADGE + badge, persons));
    }

    /** A profile that was not there before is folded under those definitions. */
    void folded(long fingerprint) {
        add(name(Optional.of(fingerprint)), 1);
    }

    /** @param fingerprint empty if what it is folded under is not known any more */
    void folded(Optional<Long> fingerprint) {
        add(name(fingerprint), 1);
    }

    /** The last of a profile that was folded under those definitions is gone. */
    void gone(long fingerprint) {
        gone(Optional.of(fingerprint));
    }

    /** @param fingerprint empty if what it was folded under is not known any more */
    void gone(Optional<Long> fingerprint) {
        add(name(fingerprint), -1);
    }

    /** @param before empty if what it was folded under before is not known any more */
    void refolded(Optional<Long> before, long after) {
        add(name(before), -1);
        folded(after);
    }

    /** The same, if they are others. */
    void followed(Edition before, Edition after) {
        if (before.fingerprint() != after.fingerprint()) {
            refolded(Optional.of(before.fingerprint()), after.fingerprint());
        }
    }

    /** How many profiles are folded under those definitions. */
    long foldedUnder(long fingerprint) {
        return of(name(Optional.of(fingerprint)));
    }

    /** The fingerprints of what profiles are folded under. */
    List<Long> fingerprints() {
        return under(FOLDED).entrySet().stream()
                .filter(each -> each.getValue() > 0 && !UNKNOWN.equals(FOLDED + each.getKey()))
                .map(each -> Long.parseUnsignedLong(each.getKey(), 16))
                .toList();
    }

    /** What these are folded under is not known any more. */
    void forget(long fingerprint) {
        var name = name(Optional.of(fingerprint));
        add(UNKNOWN, of(name));
        numbers.remove(name);
    }

    boolean isCountedByFolds() {
        return !under(FOLDED).isEmpty();
    }

    private static String name(Optional<Long> fingerprint) {
        return fingerprint.map(known -> FOLDED + Long.toHexString(known)).orElse(UNKNOWN);
    }

    /** Nobody is in any segment or wears any badge: all of them are about to be counted anew. */
    void forgetMemberships() {
        numbers.keySet().removeIf(name -> name.startsWith(SEGMENT) || name.startsWith(BADGE));
    }

    /** The numbers that can be counted anew from what is stored, without those that are zero. */
    SortedMap<String, Long> ofWhatIsThere() {
        var there = under("");
        there.keySet().removeAll(List.of(DUPLICATES, FAILED, LATE, ERASED, REMOVED));
        there.values().removeIf(number -> number == 0);
        return there;
    }

    long of(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** Those whose names begin with {@code prefix}, by the rest of their names. */
    SortedMap<String, Long> under(String prefix) {
        var found = new TreeMap<String, Long>();
        numbers.forEach((name, number) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), number);
            }
        });
        return found;
    }

    /** Puts the numbers into the rows, if they have changed since they were put there. */
    void save(Overlay rows, int shard) {
        if (changed) {
            changed = false;
            rows.put(Family.META, key(shard), encode());
        }
    }

    /** The numbers of all shards that there were. */
    static Counts load(Rows rows) {
        var sum = new Counts();
        rows.scan(Family.META, PREFIX, Keys.behind(PREFIX), (_, row) -> {
            sum.add(decode(row));
            return true;
        });
        return sum;
    }

    /** Gives all numbers to the first shard: there may have been more shards than there will be. */
    void gather(Rows rows, State.Batch batch) {
        rows.scan(Family.META, PREFIX, Keys.behind(PREFIX), (key, _) -> {
            batch.delete(Family.META, key);
            return true;
        });
        batch.put(Family.META, key(0), encode());
    }

    private static byte[] key(int shard) {
        return Keys.text("counts/%04d".formatted(shard));
    }

    private byte[] encode() {
        var sorted = new TreeMap<>(numbers);
        sorted.entrySet().removeIf(each -> each.getValue() == 0 && each.getKey().startsWith(FOLDED));
        var to = new ByteWriter(256).count(sorted.size());
        sorted.forEach((name, number) -> to.text(name).number(number));
        return to.toBytes();
    }

    private static Counts decode(byte[] bytes) {
        var counts = new Counts();
        var from = new ByteReader(bytes);
        for (var left = from.size(); left > 0; left--) {
            counts.add(from.text(), from.number());
        }
        from.end();
        return counts;
    }
}
