package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; bytes that cannot be its work are an {@link IllegalArgumentException}. */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int one() {
        if (at == bytes.length) {
            throw damaged("the bytes end early");
        }
        return bytes[at++] & 0xFF;
    }

    public long count() {
        if (at < bytes.length && bytes[at] >= 0) {
            return bytes[at++];
        }
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = one();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number is too long");
    }

    /** How many things follow, each of at least one byte. */
    public int size() {
        var size = count();
        if (size < 0 || size > bytes.length - at) {
            throw damaged("it says that " + size + " things follow");
        }
        return (int) size;
    }

    public long number() {
        var value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    public long fixed() {
        var value = 0L;
        for (var i = 0; i < 8; i++) {
            value = value << 8 | one();
        }
        return value;
    }

    public String text() {
        var size = size();
        var text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    public byte[] blob() {
        var size = size();
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    public void end() {
        if (at != bytes.length) {
            throw damaged((bytes.length - at) + " bytes are left over");
        }
    }

    public IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("damaged at byte " + at + " of " + bytes.length + ": " + what);
    }
}
