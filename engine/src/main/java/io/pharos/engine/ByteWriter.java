package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows as it is written to. Numbers take as few bytes as they need. Not thread-safe. */
public final class ByteWriter {
    private static final int LONGEST_COUNT = 10;
    /** Longer ones the library copies sooner than a loop. Less than 128, so that the length is one byte. */
    private static final int LONGEST_PLAIN = 16;

    private byte[] bytes;
    private int length;

    public ByteWriter(int expected) {
        this.bytes = new byte[expected];
    }

    public ByteWriter one(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is never negative. */
    public ByteWriter count(long value) {
        reserve(LONGEST_COUNT);
        while ((value & ~0x7FL) != 0) {
            bytes[length++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[length++] = (byte) value;
        return this;
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
        return writePlain(text) ? this : blob(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Most texts are short and of ASCII only: these need no array of their own. False, and nothing written, for others. */
    private boolean writePlain(String text) {
        var size = text.length();
        if (size > LONGEST_PLAIN) {
            return false;
        }
        reserve(1 + size);
        var to = bytes;
        var start = length + 1;
        for (var i = 0; i < size; i++) {
            var letter = text.charAt(i);
            if (letter >= 0x80) {
                return false;
            }
            to[start + i] = (byte) letter;
        }
        to[length] = (byte) size;
        length = start + size;
        return true;
    }

    public ByteWriter blob(byte[] blob) {
        count(blob.length);
        reserve(blob.length);
        System.arraycopy(blob, 0, bytes, length, blob.length);
        length += blob.length;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
