package io.pharos.engine;

/**
 * A part of an array that nobody writes to any more: to hand on bytes without copying them.
 *
 * @param to behind the last of them
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, compared nowhere
record Slice(byte[] bytes, int from, int to) {

    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    int length() {
        return to - from;
    }
}
