package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person is known by.
 *
 * @param person null for an identifier that nobody has been known by so far
 * @param latest the last of the links that were ever looked at for it; null if there are none
 * @param clean whether no link was refused for it, so that the order of its links does not matter
 */
record Group(
        @Nullable Long person,
        List<Identifier> members,
        @Nullable Link latest,
        boolean clean) {
    Group {
        members = List.copyOf(members);
    }

    static Group alone(@Nullable Long person, Identifier identifier) {
        return new Group(person, List.of(identifier), null, true);
    }

    /** Whether everything decided for it so far comes before {@code link}. */
    boolean isBefore(Link link) {
        return latest == null || latest.compareTo(link) < 0;
    }

    /** @param isClean whether it was not refused, and nothing before it */
    Group with(@Nullable Link link, boolean isClean) {
        return new Group(person, members, link != null && isBefore(link) ? link : latest, clean && isClean);
    }

    byte[] encode() {
        var to = new ByteWriter(128).one(clean ? 1 : 0).count(members.size());
        members.forEach(member -> Linked.write(member, to));
        to.one(latest == null ? 0 : 1);
        if (latest != null) {
            Linked.write(latest, to);
        }
        return to.toBytes();
    }

    static Group decode(long person, byte[] bytes) {
        var from = new ByteReader(bytes);
        var clean = from.one() == 1;
        var members = new ArrayList<Identifier>();
        for (var left = from.size(); left > 0; left--) {
            members.add(Linked.readIdentifier(from));
        }
        return new Group(person, members, from.one() == 1 ? Linked.readLink(from) : null, clean);
    }
}
