package io.pharos.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one kind, as a profile keeps them: first those kept together, then the latest one by one. As bytes, of which
 * no more is read than somebody asks for: most events have nothing to do with most tracks. Immutable; {@link Tracking} says
 * what is in it.
 */
final class Track {
    private final Slice bytes;
    private @Nullable List<Chunk> chunks;
    private @Nullable List<Sum> rests;

    private Track(Slice bytes, @Nullable List<Chunk> chunks) {
        this.bytes = bytes;
        this.chunks = chunks;
    }

    static Track of(List<Chunk> chunks) {
        var to = new ByteWriter(
                chunks.stream().mapToInt(chunk -> chunk.bytes().length() + 2).sum() + 2);
        to.count(chunks.size());
        chunks.forEach(chunk -> to.blob(chunk.bytes()));
        return new Track(to.toSlice(), List.copyOf(chunks));
    }

    static Track ofBytes(Slice bytes) {
        return new Track(bytes, null);
    }

    Slice bytes() {
        return bytes;
    }

    /** In the order of time. */
    List<Chunk> chunks() {
        var known = chunks;
        if (known == null) {
            known = read();
            chunks = known;
        }
        return known;
    }

    /** What the chunks from that place on come to. */
    Sum rest(int place) {
        var known = rests;
        if (known == null) {
            known = Sum.rests(chunks().stream().map(Chunk::sum).toList());
            rests = known;
        }
        return known.get(place);
    }

    private List<Chunk> read() {
        var from = new ByteReader(bytes);
        var read = new Chunk[from.size()];
        if (read.length == 0) {
            throw from.damaged("a track without events");
        }
        for (var i = 0; i < read.length; i++) {
            read[i] = new Chunk(from.slice(from.size()));
        }
        from.end();
        return List.of(read);
    }
}
