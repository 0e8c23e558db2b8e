package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Linked.Fate;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is known by which identifiers, and by which links. Not thread-safe, except {@link #remembered}. */
final class IdentityTable {
    private static final int CACHED = 100_000;

    private final Overlay rows;
    private final Lru<Identifier, Long> persons = new Lru<>(CACHED, (_, _) -> 1);
    private final Lru<Pair, Linked> links = new Lru<>(CACHED, (_, _) -> 1);

    private record Pair(Identifier one, Identifier other) {}

    IdentityTable(Overlay rows) {
        this.rows = rows;
    }

    Optional<Long> person(Identifier identifier) {
        var remembered = remembered(identifier);
        if (remembered.isPresent()) {
            return remembered;
        }
        // before persons were joined, a row had more in front of the person
        var found = rows.get(Family.IDENTITIES, Keys.identifier(identifier))
                .map(row -> ByteBuffer.wrap(row).getLong(row.length - Long.BYTES));
        found.ifPresent(person -> persons.put(identifier, person));
        return found;
    }

    /** The same as far as memory goes, from any thread. */
    Optional<Long> remembered(Identifier identifier) {
        return persons.get(identifier);
    }

    void assign(Identifier identifier, long person) {
        rows.put(Family.IDENTITIES, Keys.identifier(identifier), Keys.profile(person));
        persons.put(identifier, person);
    }

    /** Nobody is known by {@code identifier} any more. */
    void forget(Identifier identifier) {
        rows.delete(Family.IDENTITIES, Keys.identifier(identifier));
        persons.remove(identifier);
    }

    Group group(Identifier identifier) {
        var person = person(identifier);
        return person.flatMap(
                        known -> rows.get(Family.PERSONS, Keys.profile(known)).map(row -> Group.decode(known, row)))
                .orElseGet(() -> Group.alone(person.orElse(null), identifier));
    }

    void put(long person, Group group) {
        rows.put(Family.PERSONS, Keys.profile(person), group.encode());
    }

    void remove(long person) {
        if (rows.get(Family.PERSONS, Keys.profile(person)).isPresent()) {
            rows.delete(Family.PERSONS, Keys.profile(person));
        }
    }

    Optional<Linked> link(Identifier one, Identifier other) {
        var pair = new Pair(one, other);
        var remembered = links.get(pair);
        if (remembered.isPresent()) {
            return remembered;
        }
        var found = rows.get(Family.LINKS, Keys.link(one, other)).map(Linked::decode);
        found.ifPresent(linked -> links.put(pair, linked));
        return found;
    }

    /** Kept under both ends, so that it is found from either. */
    void put(Linked linked) {
        var one = linked.link().subject();
        var other = linked.link().other();
        var row = linked.encode();
        rows.put(Family.LINKS, Keys.link(one, other), row);
        rows.put(Family.LINKS, Keys.link(other, one), row);
        links.put(new Pair(one, other), linked);
    }

    /** Those that somebody took apart. */
    Set<Linked> apart() {
        var apart = new LinkedHashSet<Linked>();
        rows.scan(Family.LINKS, Keys.FIRST, Keys.behind(Keys.FIRST), (_, row) -> {
            var linked = Linked.decode(row);
            if (linked.fate() == Fate.APART) {
                apart.add(linked);
            }
            return true;
        });
        return apart;
    }

    void remove(Link link) {
        rows.delete(Family.LINKS, Keys.link(link.subject(), link.other()));
        rows.delete(Family.LINKS, Keys.link(link.other(), link.subject()));
        links.remove(new Pair(link.subject(), link.other()));
    }

    /** Those that begin or end at {@code identifier}. */
    List<Linked> links(Identifier identifier) {
        var found = new ArrayList<Linked>();
        var prefix = Keys.linksOf(identifier);
        rows.scan(Family.LINKS, prefix, Keys.behind(prefix), (_, row) -> {
            var linked = Linked.decode(row);
            // a value may hold what separates the two in the key
            if (linked.link().subject().equals(identifier)
                    || linked.link().other().equals(identifier)) {
                found.add(linked);
            }
            return true;
        });
        return found;
    }
}
