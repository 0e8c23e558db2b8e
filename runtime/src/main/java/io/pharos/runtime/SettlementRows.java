package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.NavigableMap;

/** Puts a {@link Settlement} in the place of what the rows say of who is who. What stays the same is not written. */
final class SettlementRows {
    private final Settlement settlement;
    private final Overlay rows;

    SettlementRows(Settlement settlement, Overlay rows) {
        this.settlement = settlement;
        this.rows = rows;
    }

    void write() {
        replace(Family.IDENTITIES, identities());
        replace(Family.PERSONS, persons());
        replace(Family.LINKS, links());
        replace(Family.SIGHTINGS, sightings());
        settlement.census().rekey(rows);
    }

    private NavigableMap<byte[], byte[]> identities() {
        var wanted = Changes.sorted();
        settlement
                .identifiers()
                .forEach(each -> wanted.put(Keys.identifier(each), Keys.profile(settlement.person(each))));
        return wanted;
    }

    private NavigableMap<byte[], byte[]> persons() {
        var wanted = Changes.sorted();
        for (var group : settlement.everybody()) {
            var person = group.person();
            if (person != null && !group.isPlain()) {
                wanted.put(Keys.profile(person), group.encode());
            }
        }
        return wanted;
    }

    private NavigableMap<byte[], byte[]> links() {
        var wanted = Changes.sorted();
        for (var linked : settlement.links()) {
            var one = linked.link().subject();
            var other = linked.link().other();
            wanted.put(Keys.link(one, other), linked.encode());
            wanted.put(Keys.link(other, one), linked.encode());
        }
        return wanted;
    }

    private NavigableMap<byte[], byte[]> sightings() {
        var wanted = Changes.sorted();
        settlement
                .census()
                .sightings()
                .forEach((device, line) -> line.forEach((spot, seen) -> wanted.put(
                        Keys.sighting(device, Instant.ofEpochMilli(spot.time()), seen.position()),
                        new Sighting(spot, seen.subject()).encode())));
        return wanted;
    }

    private void replace(Family family, NavigableMap<byte[], byte[]> wanted) {
        var gone = new ArrayList<byte[]>();
        rows.scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            var next = wanted.get(key);
            if (next == null) {
                gone.add(key);
            } else if (Arrays.equals(next, row)) {
                wanted.remove(key);
            }
            return true;
        });
        gone.forEach(key -> rows.delete(family, key));
        wanted.forEach((key, row) -> rows.put(family, key, row));
    }
}
