package io.pharos.store;

import java.io.IOException;
import java.util.List;

/**
 * Tells a write that a crash cut short from damage. What was cut short was never answered and can go. Damage is another
 * matter: what follows it was answered.
 */
final class TornTail {
    /** More records than one append ever holds; a frame behind a torn one cannot claim a position further ahead. */
    private static final long FAR = 1L << 24;

    private TornTail() {}

    /**
     * The end of the last whole frame of the last segment.
     *
     * @throws IllegalStateException if something whole follows something broken
     */
    static Segment.Frame lastWhole(Segment segment) throws IOException {
        var last = new Segment.Frame(segment.first, List.of(), 0);
        var frame = segment.read(0);
        while (frame != null && frame.first() == last.end()) {
            last = frame;
            frame = segment.read(frame.next());
        }
        var rest = segment.bytes(last.next(), (int) (segment.size() - last.next()));
        for (var at = 0; rest != null && at + Segment.HEAD + Long.BYTES <= rest.limit(); at++) {
            var first = rest.getLong(at + Segment.HEAD);
            if (first > last.end() && first < last.end() + FAR && segment.read(last.next() + at) != null) {
                throw damaged(segment, last.next());
            }
        }
        return last;
    }

    static IllegalStateException damaged(Segment segment, long offset) {
        return new IllegalStateException("the log file " + segment.file.toAbsolutePath() + " is damaged at byte "
                + offset + "; restore it from a backup");
    }
}
