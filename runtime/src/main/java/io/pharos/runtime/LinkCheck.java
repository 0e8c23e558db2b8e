package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Linked.Fate;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares links, sightings and identifiers with what all events say, and which links are taken with what {@link Persons} says of
 * all that hang together.
 */
final class LinkCheck {
    private final Rows rows;
    private final Rows expected;
    private final Bounds bounds;
    private final Differences differences;
    private final IdentityTable table;
    private @Nullable Identifier last;

    LinkCheck(Rows rows, Rows expected, Bounds bounds, Differences differences) {
        this.rows = rows;
        this.expected = expected;
        this.bounds = bounds;
        this.differences = differences;
        this.table = new IdentityTable(new Overlay(rows));
    }

    void check() {
        join(Family.SIGHTINGS, this::sighting);
        join(Family.IDENTITIES, this::identifier);
        join(Family.LINKS, this::link);
    }

    private void join(Family family, RowCursor.Pair pair) {
        RowCursor.join(RowCursor.all(expected, family), RowCursor.all(rows, family), (key, should, is) -> {
            try {
                pair.rows(key, should, is);
            } catch (RuntimeException e) {
                differences.unreadable(family, () -> Keys.printable(key), e);
            }
        });
    }

    private void sighting(byte[] key, byte @Nullable [] should, byte @Nullable [] is) {
        if (!Arrays.equals(should, is)) {
            differences.add(Family.SIGHTINGS, () -> Keys.printable(key), seen(is), seen(should));
        }
    }

    private static String seen(byte @Nullable [] row) {
        return row == null ? "nobody" : Sighting.decode(row).subject().toString();
    }

    private void identifier(byte[] key, byte @Nullable [] should, byte @Nullable [] is) {
        if (should == null) {
            differences.addUnlessRemoved(
                    Family.IDENTITIES,
                    () -> Keys.printable(key),
                    "an identifier of somebody",
                    "none: no event carries it");
        } else if (is == null && Arrays.equals(should, OwnerCheck.OWNS)) {
            differences.add(Family.IDENTITIES, () -> Keys.printable(key), "nobody", "whose events carry it");
        }
    }

    private void link(byte[] key, byte @Nullable [] should, byte @Nullable [] is) {
        if (is == null) {
            differences.add(Family.LINKS, () -> Keys.printable(key), "no link", "one, since events carry both");
            return;
        }
        var linked = Linked.decode(is);
        var link = linked.link();
        var isMadeByHand = linked.isApart() && link.time() == Long.MAX_VALUE;
        if (should == null && !isMadeByHand) {
            differences.add(Family.LINKS, () -> Keys.printable(key), "a link", "none: no event carries both");
        } else if (should != null && !Linked.decode(should).link().equals(link)) {
            differences.add(
                    Family.LINKS,
                    () -> Keys.printable(key),
                    "the link of event " + link.event(),
                    "that of event " + Linked.decode(should).link().event());
        }
        var isForward = Arrays.equals(key, Keys.link(link.subject(), link.other()));
        var mirrored = isForward ? Keys.link(link.other(), link.subject()) : Keys.link(link.subject(), link.other());
        if (!rows.get(Family.LINKS, mirrored)
                .filter(row -> Arrays.equals(row, is))
                .isPresent()) {
            differences.add(Family.LINKS, () -> Keys.printable(mirrored), "another row", "the same from both ends");
        }
        component(isForward ? link.subject() : link.other());
    }

    /** Each of what hangs together is looked at once: from its least identifier. */
    private void component(Identifier least) {
        if (least.equals(last)) {
            return;
        }
        last = least;
        var links = new LinkedHashSet<Linked>();
        var found = new HashSet<>(Set.of(least));
        var ahead = new ArrayDeque<>(found);
        while (!ahead.isEmpty()) {
            for (var linked : table.links(ahead.remove())) {
                if (!linked.isApart() && links.add(linked)) {
                    for (var end :
                            List.of(linked.link().subject(), linked.link().other())) {
                        if (end.compareTo(least) < 0) {
                            return;
                        }
                        if (found.add(end)) {
                            ahead.add(end);
                        }
                    }
                }
            }
        }
        var persons = Persons.of(links.stream().map(Linked::link).toList(), bounds);
        for (var linked : links) {
            var fate = persons.refuses(linked.link()) ? Fate.REFUSED : Fate.TAKEN;
            if (linked.fate() != fate) {
                differences.add(
                        Family.LINKS,
                        () -> linked.link().subject() + " with " + linked.link().other(),
                        word(linked.fate()),
                        word(fate));
            }
        }
        for (var end : new TreeSet<>(found)) {
            if (!links.isEmpty() && table.person(end).isEmpty()) {
                differences.add(Family.IDENTITIES, end::toString, "nobody", "somebody, since it is linked");
            }
        }
    }

    private static String word(Fate fate) {
        return "a link that is "
                + switch (fate) {
                    case TAKEN -> "taken";
                    case REFUSED -> "refused";
                    case APART, APART_AS_WELL -> "taken apart";
                };
    }
}
