package io.pharos.engine;

import io.pharos.model.Identifier;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Profiles as bytes: the form, the version of the definitions, then the state in the order of its slots. */
final class ProfileCodec {
    private static final int FORM = 1;

    private ProfileCodec() {}

    static byte[] encode(Profile profile, Program program) {
        var to = new ByteWriter(1024);
        to.one(FORM).fixed(program.version);
        var last = profile.last;
        to.one(last == null ? 0 : 1);
        if (last != null) {
            write(last, to.number(profile.now));
            to.count(profile.events);
        }
        write(profile.flip, profile.now, to);
        to.count(profile.identifiers.size());
        for (var identifier : profile.identifiers) {
            to.text(identifier.kind()).text(identifier.value());
        }
        write(profile.badges, profile.now, to);
        write(profile.segments, profile.now, to);
        write(profile.values, to);
        var visit = profile.visit;
        to.one(visit == null ? 0 : 1);
        if (visit != null) {
            to.number(visit.start())
                    .count(visit.last() - visit.start())
                    .count(visit.timeout())
                    .count(visit.later());
            to.count(visit.properties().size());
            visit.properties().forEach((name, value) -> ValueCodec.write(value, to.text(name)));
        }
        return to.toBytes(write(profile.tracks, to));
    }

    static Optional<Profile> decode(byte[] bytes, Program program) {
        var from = new ByteReader(bytes);
        var form = from.one();
        if (form != FORM) {
            throw from.damaged("a profile of form " + form + "; this program knows form " + FORM);
        }
        if (from.fixed() != program.version) {
            return Optional.empty();
        }
        @Nullable Position last = null;
        var now = 0L;
        var events = 0L;
        if (from.one() == 1) {
            now = from.number();
            last = readPosition(from);
            events = from.count();
        }
        var flip = readFlip(now, from);
        var identifiers = new Identifier[from.size()];
        for (var i = 0; i < identifiers.length; i++) {
            identifiers[i] = new Identifier(from.text(), from.text());
        }
        var badges = read(now, from);
        var segments = read(now, from);
        var values = readValues(program.layout.kept(), from);
        var visit = from.one() == 1 ? readVisit(from) : null;
        var tracks = readTracks(program.layout.tracks(), from);
        from.end();
        return Optional.of(
                new Profile(now, last, events, List.of(identifiers), values, tracks, visit, badges, segments, flip));
    }

    /** @param bytes those of an encoded profile, or as many of the first ones as it takes */
    static Encoded peek(byte[] bytes) {
        var from = new ByteReader(bytes);
        from.one();
        var version = from.fixed();
        if (from.one() == 0) {
            return new Encoded(version, Instant.EPOCH);
        }
        from.number();
        return new Encoded(version, Instant.ofEpochMilli(from.number()));
    }

    static long events(byte[] encoded) {
        var from = new ByteReader(encoded);
        from.one();
        from.fixed();
        if (from.one() == 0) {
            return 0;
        }
        from.number();
        readPosition(from);
        return from.count();
    }

    /** Of missing values that follow each other, the first, and how many more. */
    private static void write(@Nullable Value[] values, ByteWriter to) {
        for (var slot = 0; slot < values.length; slot++) {
            ValueCodec.write(values[slot], to);
            if (values[slot] == null) {
                var last = slot;
                while (last + 1 < values.length && values[last + 1] == null) {
                    last++;
                }
                to.count(last - slot);
                slot = last;
            }
        }
    }

    private static @Nullable Value[] readValues(int size, ByteReader from) {
        @Nullable Value[] values = new Value[size];
        for (var slot = 0; slot < size; slot++) {
            values[slot] = ValueCodec.read(from);
            if (values[slot] == null) {
                var more = from.count();
                if (more >= size - slot) {
                    throw from.damaged("more values are missing than there are attributes");
                }
                slot += (int) more;
            }
        }
        return values;
    }

    /**
     * Of each track that is there its number, to which one is added, and its length.
     *
     * @return the bytes that they are, to follow at the very end
     */
    private static List<Slice> write(@Nullable Track[] tracks, ByteWriter to) {
        var bytes = new ArrayList<Slice>();
        for (var number = 0; number < tracks.length; number++) {
            var track = tracks[number];
            if (track != null) {
                to.count(number + 1).count(track.bytes().length());
                bytes.add(track.bytes());
            }
        }
        to.count(0);
        return bytes;
    }

    private static @Nullable Track[] readTracks(int size, ByteReader from) {
        var lengths = new int[size];
        for (var next = from.count(); next != 0; next = from.count()) {
            if (next < 0 || next > size) {
                throw from.damaged("there is no track of number " + (next - 1));
            }
            lengths[(int) next - 1] = from.size();
        }
        @Nullable Track[] tracks = new Track[size];
        for (var number = 0; number < size; number++) {
            tracks[number] = lengths[number] == 0 ? null : Track.ofBytes(from.slice(lengths[number]));
        }
        return tracks;
    }

    /** Twice the time until then, and one more if it is not certain. */
    private static void write(Flip flip, long now, ByteWriter to) {
        to.number(flip.moment() == Profile.NEVER ? 0 : 2 * (flip.moment() - now) + (flip.certain() ? 0 : 1));
    }

    private static Flip readFlip(long now, ByteReader from) {
        var until = from.number();
        return until == 0 ? Flip.NEVER : new Flip(now + until / 2, until % 2 == 0);
    }

    private static void write(Position last, ByteWriter to) {
        to.number(last.time())
                .number(last.order())
                .text(last.id())
                .text(last.source())
                .text(last.visitor());
    }

    private static Position readPosition(ByteReader from) {
        return new Position(from.number(), from.number(), from.text(), from.text(), from.text());
    }

    private static Visit readVisit(ByteReader from) {
        var start = from.number();
        var last = start + from.count();
        var timeout = from.count();
        var later = from.count();
        Map<String, Value> properties = new LinkedHashMap<>();
        for (var left = from.size(); left > 0; left--) {
            var name = from.text();
            var value = ValueCodec.read(from);
            if (value == null) {
                throw from.damaged("property " + name + " has no value");
            }
            properties.put(name, value);
        }
        return new Visit(start, last, timeout, later, properties);
    }

    private static void write(Membership membership, long now, ByteWriter to) {
        to.count(membership.numbers().length);
        for (var i = 0; i < membership.numbers().length; i++) {
            to.count(membership.numbers()[i]).number(now - membership.since()[i]);
        }
    }

    private static Membership read(long now, ByteReader from) {
        var size = from.size();
        var numbers = new int[size];
        var since = new long[size];
        for (var i = 0; i < size; i++) {
            numbers[i] = (int) from.count();
            since[i] = now - from.number();
        }
        return new Membership(numbers, since);
    }
}
