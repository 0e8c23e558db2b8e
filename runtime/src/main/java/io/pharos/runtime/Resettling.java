package io.pharos.runtime;

import java.util.Set;

/**
 * What leaves a person by a publication that changes who is who: each event is looked at as if it came now. The shard has
 * met the publication, so it reads the events under its definitions.
 */
record Resettling(long from, Set<Long> targets, Settlement settlement) implements Departure {
    Resettling {
        targets = Set.copyOf(targets);
    }

    @Override
    public Filed changed(Filed filed) {
        return filed.as(
                settlement.shown(filed.event(), filed.nodes()), whose(filed).owner());
    }

    @Override
    public Whose whose(Filed filed) {
        return settlement.whose(filed.event(), filed.subject());
    }

    @Override
    public long earliest() {
        return Long.MIN_VALUE;
    }
}
