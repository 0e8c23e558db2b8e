package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

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
        return blob(Slice.of(blob));
    }

    ByteWriter blob(Slice blob) {
        return count(blob.length()).append(blob);
    }

    /** The bytes alone, without their number. */
    ByteWriter append(Slice blob) {
        reserve(blob.length());
        System.arraycopy(blob.bytes(), blob.from(), bytes, length, blob.length());
        length += blob.length();
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What has been written, and {@code more} behind it, which is copied only here. */
    byte[] toBytes(List<Slice> more) {
        var to = length;
        var all = Arrays.copyOf(
                bytes, length + more.stream().mapToInt(Slice::length).sum());
        for (var slice : more) {
            System.arraycopy(slice.bytes(), slice.from(), all, to, slice.length());
            to += slice.length();
        }
        return all;
    }

    /** What has been written, without a copy of it: nothing more may follow. */
    Slice toSlice() {
        return new Slice(bytes, 0, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
