package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a {@link Settlement} asks of the persons there are: those whose events are somebody else's now, or say something
 * else, are looked at; all others stay as they are. Told from who is who alone, without reading events, so somebody may be
 * looked at in vain.
 */
final class Resettlement {
    private final Settlement settlement;
    private final Identification before;
    private final IdentityTable table;
    private final Lines lines;
    private final Set<Long> divided;
    private final Map<Long, Boolean> clean = new HashMap<>();
    private final Map<Long, Set<Long>> targets = new TreeMap<>();
    /** Of persons who give or take among each other, one that stands for all; by person. */
    private final Map<Long, Long> ones = new HashMap<>();

    private Resettlement(Settlement settlement, IdentityTable table, Lines lines) {
        this.settlement = settlement;
        this.before = settlement.census().before();
        this.table = table;
        this.lines = lines;
        this.divided = settlement.divided();
    }

    /**
     * By those who give and take among each other only, in a fixed order, so that no more than their events have to be on
     * their way at a time.
     *
     * @param table who is who under the definitions before
     * @param lines of the devices that people shared under them
     */
    static Collection<List<Departure>> departures(Settlement settlement, IdentityTable table, Lines lines) {
        var resettlement = new Resettlement(settlement, table, lines);
        settlement.census().passages().forEach(passage -> resettlement.pass(passage.from(), passage.to()));
        return resettlement.byThoseConcerned();
    }

    private void pass(Identifier from, Identifier to) {
        var holders = holders(from);
        var takers = settlement.takers(to);
        var isShared = isShared(before, from) || isShared(settlement.census().after(), to);
        if (isShared || !holders.equals(takers) || takers.stream().anyMatch(divided::contains) || !isClean(from)) {
            holders.forEach(holder -> give(holder, takers));
        }
    }

    private static boolean isShared(Identification identification, Identifier identifier) {
        return identification.switches() && identifier.isAnonymous();
    }

    /** With whom events lie that have that subject. */
    private Set<Long> holders(Identifier subject) {
        var holders = new TreeSet<Long>();
        table.person(subject).ifPresent(holders::add);
        if (isShared(before, subject)) {
            for (var seen : lines.of(subject).subjects()) {
                table.person(seen).ifPresent(holders::add);
            }
        }
        return holders;
    }

    /** Whether no event of the person carries what was somebody else's. */
    private boolean isClean(Identifier subject) {
        return table.person(subject)
                .map(person ->
                        clean.computeIfAbsent(person, _ -> table.group(subject).clean()))
                .orElse(true);
    }

    private void give(long holder, Set<Long> takers) {
        var others = targets.computeIfAbsent(holder, _ -> new HashSet<>());
        for (var taker : takers) {
            if (taker != holder && others.add(taker)) {
                ones.put(one(holder), one(taker));
            }
        }
    }

    private long one(long person) {
        var one = person;
        while (ones.containsKey(one) && ones.get(one) != one) {
            one = ones.get(one);
        }
        if (one != person) {
            ones.put(person, one);
        }
        return one;
    }

    private Collection<List<Departure>> byThoseConcerned() {
        var concerned = new TreeMap<Long, List<Departure>>();
        var first = new HashMap<Long, Long>();
        targets.forEach((holder, takers) -> {
            var key = first.computeIfAbsent(one(holder), _ -> holder);
            concerned.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Resettling(holder, takers, settlement));
        });
        return concerned.values();
    }
}
