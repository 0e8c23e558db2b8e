package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows as it is written to. Numbers take as few bytes as they need. Not thread-safe. */
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter(int expected) {
        this.bytes = new byte[expected];
    }

    public ByteWriter one(int value) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is never negative. */
    public ByteWriter count(long value) {
        while ((value & ~0x7FL) != 0) {
            one((int) (value | 0x80));
            value >>>= 7;
        }
        return one((int) value);
    }

    /** Any number; those near zero are short. */
    public ByteWriter number(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    /** Eight bytes. */
    public ByteWriter fixed(long value) {
        for (var shift = 56; shift >= 0; shift -= 8) {
            one((int) (value >>> shift));
        }
        return this;
    }

    public ByteWriter text(String text) {
        return blob(text.getBytes(StandardCharsets.UTF_8));
    }

    public ByteWriter blob(byte[] blob) {
        count(blob.length);
        if (bytes.length - length < blob.length) {
            grow(blob.length);
        }
        System.arraycopy(blob, 0, bytes, length, blob.length);
        length += blob.length;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
