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
 * @param joined the last of those that may have joined two of the members, so that behind it the members are these; null if there are
 *     none
 * @param clean whether no link was refused for it, so that the order of its links does not matter
 */
record Group(
        @Nullable Long person,
        List<Identifier> members,
        @Nullable Link latest,
        @Nullable Link joined,
        boolean clean) {
    private static final int CLEAN = 1;
    /** Rows of before have no such link: then it is the latest, which is never too early. */
    private static final int KNOWS_JOINED = 2;

    Group {
        members = List.copyOf(members);
    }

    static Group alone(@Nullable Long person, Identifier identifier) {
        return new Group(person, List.of(identifier), null, null, true);
    }

    /** Whether it is one identifier of which nothing else is to be told. */
    boolean isPlain() {
        return members.size() == 1 && latest == null && clean;
    }

    /** Whether everything decided for it so far comes before {@code link}. */
    boolean isBefore(Link link) {
        return isBefore(latest, link);
    }

    /** Whether its members are the same at {@code link}, and from there on. */
    boolean isJoinedBefore(Link link) {
        return isBefore(joined, link);
    }

    private static boolean isBefore(@Nullable Link one, @Nullable Link other) {
        return other != null && (one == null || one.compareTo(other) < 0);
    }

    /** With a link that leaves its members as they are. */
    Group with(@Nullable Link link, boolean isRefused) {
        var last = isBefore(latest, link) ? link : latest;
        return new Group(person, members, last, joined, clean && !isRefused);
    }

    /** With a link that was taken. */
    Group joinedBy(@Nullable Link link) {
        var last = isBefore(latest, link) ? link : latest;
        return new Group(person, members, last, isBefore(joined, link) ? link : joined, clean);
    }

    byte[] encode() {
        var to = new ByteWriter(128).one((clean ? CLEAN : 0) | KNOWS_JOINED).count(members.size());
        members.forEach(member -> Linked.write(member, to));
        write(latest, to);
        write(joined, to);
        return to.toBytes();
    }

    private static void write(@Nullable Link link, ByteWriter to) {
        to.one(link == null ? 0 : 1);
        if (link != null) {
            Linked.write(link, to);
        }
    }

    private static @Nullable Link readLink(ByteReader from) {
        return from.one() == 1 ? Linked.readLink(from) : null;
    }

    static Group decode(long person, byte[] bytes) {
        var from = new ByteReader(bytes);
        var flags = from.one();
        var members = new ArrayList<Identifier>();
        for (var left = from.size(); left > 0; left--) {
            members.add(Linked.readIdentifier(from));
        }
        var latest = readLink(from);
        var joined = (flags & KNOWS_JOINED) != 0 ? readLink(from) : latest;
        return new Group(person, members, latest, joined, (flags & CLEAN) != 0);
    }
}
