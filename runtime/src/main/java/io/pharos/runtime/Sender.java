package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import java.nio.ByteBuffer;

/**
 * Whose event something is.
 *
 * @param routing the identifier whose profile it belongs to
 * @param fingerprint of that identifier
 */
record Sender(Identifier routing, Fingerprint fingerprint) {
    static Sender of(Identifier routing) {
        return new Sender(routing, Fingerprint.of(routing.kind(), routing.value()));
    }

    /** How all keys of this sender begin. */
    byte[] prefix() {
        return ByteBuffer.allocate(Long.BYTES).putLong(fingerprint.high()).array();
    }

    int slot() {
        return ProfileId.slot(fingerprint);
    }

    /**
     * By what a second event of this sender with the same source and id is known. The ids of one sender lie together, so
     * that those of the visitors who are active are found in few blocks.
     */
    byte[] key(Event event) {
        return ByteBuffer.allocate(16)
                .put(prefix())
                .putLong(Fingerprint.of(event.source(), event.id()).high())
                .array();
    }
}
