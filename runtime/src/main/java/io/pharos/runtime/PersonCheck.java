package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Identifier;
import io.pharos.runtime.Linked.Fate;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what each person is known by, from either side: what the identifiers say, what the person's row says, and what the
 * links that are taken connect.
 */
final class PersonCheck {
    private final Rows rows;
    private final Differences differences;
    private final IdentityTable table;

    PersonCheck(Rows rows, Differences differences) {
        this.rows = rows;
        this.differences = differences;
        this.table = new IdentityTable(new Overlay(rows));
    }

    /** Gathers by person what there is by identifier; says how many identifiers that is. */
    static long gather(Rows rows, Expected expected, Differences differences) {
        var count = new long[1];
        rows.scan(Family.IDENTITIES, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            count[0]++;
            var text = Keys.printable(key);
            var colon = text.indexOf(':');
            if (row.length < Long.BYTES || colon < 0) {
                differences.add(Family.IDENTITIES, () -> text, row.length + " bytes", "kind:value, and a person");
                return true;
            }
            var identifier = new Identifier(text.substring(0, colon), text.substring(colon + 1));
            var person = ByteBuffer.wrap(row).getLong(row.length - Long.BYTES);
            var to = new ByteWriter(64);
            Linked.write(identifier, to);
            expected.put(
                    Family.PERSONS,
                    ByteBuffer.allocate(Long.BYTES + key.length)
                            .putLong(person)
                            .put(key)
                            .array(),
                    to.toBytes());
            return true;
        });
        return count[0];
    }

    /** @param gathered what {@link #gather} has gathered */
    void check(Rows gathered) {
        var identifiers = RowCursor.all(gathered, Family.PERSONS);
        var persons = RowCursor.all(rows, Family.PERSONS);
        for (var next = RowCursor.profile(identifiers, persons);
                next != null;
                next = RowCursor.profile(identifiers, persons)) {
            var members = new TreeSet<Identifier>();
            for (var row = identifiers.take(next); row != null; row = identifiers.take(next)) {
                members.add(Linked.readIdentifier(new ByteReader(row.value())));
            }
            var group = persons.take(next);
            try {
                check(next, members, group == null ? null : group.value());
            } catch (RuntimeException e) {
                differences.unreadable(Family.PERSONS, members::toString, e);
            }
        }
    }

    private void check(long person, Set<Identifier> members, byte @Nullable [] row) {
        if (members.isEmpty()) {
            differences.add(
                    Family.PERSONS,
                    () -> "profile " + Long.toHexString(person),
                    "a person",
                    "none: nobody is known so");
            return;
        }
        var least = members.iterator().next();
        var group = row == null ? Group.alone(person, least) : Group.decode(person, row);
        if (!new TreeSet<>(group.members()).equals(members)) {
            differences.add(Family.PERSONS, least::toString, "a person known by " + group.members(), "by " + members);
        }
        var connected = connected(least);
        if (!connected.equals(members)) {
            differences.add(
                    Family.IDENTITIES,
                    least::toString,
                    "one person with " + members,
                    "with " + connected + " by their links");
        }
        for (var member : members) {
            for (var linked : table.links(member)) {
                compare(group, linked, least);
            }
        }
    }

    /** What a person's row says in short of links must not promise more than they keep. */
    private void compare(Group group, Linked linked, Identifier least) {
        var link = linked.link();
        var isPassed = !linked.isApart() && group.isBefore(link);
        if (isPassed || (linked.fate() == Fate.TAKEN && group.isJoinedBefore(link))) {
            differences.add(
                    Family.PERSONS, least::toString, "links up to an earlier one", "up to that of " + link.event());
        }
        var isSeen = link.time() != Long.MAX_VALUE;
        if (linked.fate() != Fate.TAKEN && isSeen && group.clean()) {
            differences.add(
                    Family.PERSONS, least::toString, "no link refused", "that " + linked.link() + " is not taken");
        }
    }

    private Set<Identifier> connected(Identifier from) {
        var connected = new TreeSet<>(Set.of(from));
        var ahead = new ArrayDeque<>(connected);
        while (!ahead.isEmpty()) {
            for (var linked : table.links(ahead.remove())) {
                if (linked.fate() == Fate.TAKEN) {
                    for (var end : Set.of(linked.link().subject(), linked.link().other())) {
                        if (connected.add(end)) {
                            ahead.add(end);
                        }
                    }
                }
            }
        }
        return connected;
    }
}
