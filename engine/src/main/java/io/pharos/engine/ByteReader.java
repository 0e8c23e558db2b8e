package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; bytes that cannot be its work are an {@link IllegalArgumentException}. */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes) {
        this(Slice.of(bytes));
    }

    ByteReader(Slice slice) {
        this.bytes = slice.bytes();
        this.at = slice.from();
        this.end = slice.to();
    }

    public int one() {
        if (at == end) {
            throw damaged("the bytes end early");
        }
        return bytes[at++] & 0xFF;
    }

    public long count() {
        if (at < end && bytes[at] >= 0) {
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
        if (size < 0 || size > end - at) {
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
        var slice = slice(size());
        return Arrays.copyOfRange(bytes, slice.from(), slice.to());
    }

    /** So many bytes, without a copy of them. */
    Slice slice(int size) {
        if (size > end - at) {
            throw damaged("it says that " + size + " bytes follow");
        }
        at += size;
        return new Slice(bytes, at - size, at);
    }

    /** This place, to come {@linkplain #back} to. */
    int mark() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    /** All that has not been read yet. */
    Slice rest() {
        return new Slice(bytes, at, end);
    }

    public void end() {
        if (at != end) {
            throw damaged((end - at) + " bytes are left over");
        }
    }

    public IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("damaged at byte " + at + " of " + end + ": " + what);
    }
}
