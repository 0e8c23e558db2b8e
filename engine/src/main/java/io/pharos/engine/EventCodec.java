package io.pharos.engine;

import io.pharos.model.Event;

/** Events as bytes for the log and the history: compact, with a version of their form. */
public final class EventCodec {
    private EventCodec() {}

    public static byte[] encode(Event event) {
        return Pending.yet();
    }

    /** @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows */
    public static Event decode(byte[] bytes) {
        return Pending.yet();
    }
}
