package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import java.util.ArrayList;
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
        return filed.as(marked(filed), whose(filed).owner());
    }

    private Event marked(Filed filed) {
        var marks = new ArrayList<>(filed.event().marks());
        marks.removeIf(Identification::isNotLinked);
        for (var other : filed.nodes().subList(1, filed.nodes().size())) {
            if (settlement.person(other) != settlement.person(filed.subject())) {
                marks.add(Identification.notLinked(other));
            }
        }
        return marks.equals(filed.event().marks())
                ? filed.event()
                : filed.event().marked(marks);
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
