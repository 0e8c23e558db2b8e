package io.pharos.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Some names of properties, found by their bytes: what is not among them need not become a string. Immutable. */
final class PropertyNames {
    private final byte[][] bytes;
    private final String[] names;

    PropertyNames(Collection<String> wanted) {
        var size = Integer.highestOneBit(wanted.size() + 1) * 4;
        this.bytes = new byte[size][];
        this.names = new String[size];
        for (var name : wanted) {
            var encoded = name.getBytes(StandardCharsets.UTF_8);
            var place = hash(encoded, 0, encoded.length) & (size - 1);
            while (names[place] != null) {
                place = (place + 1) & (size - 1);
            }
            bytes[place] = encoded;
            names[place] = name;
        }
    }

    /** The name that these bytes spell; null if it is none of these. */
    @Nullable
    String find(Slice spelt) {
        var place = hash(spelt.bytes(), spelt.from(), spelt.to()) & (names.length - 1);
        while (names[place] != null) {
            var known = bytes[place];
            if (Arrays.equals(known, 0, known.length, spelt.bytes(), spelt.from(), spelt.to())) {
                return names[place];
            }
            place = (place + 1) & (names.length - 1);
        }
        return null;
    }

    /** Of the length and a few of the bytes: many names begin alike, and many end alike. */
    private static int hash(byte[] bytes, int from, int to) {
        var length = to - from;
        if (length == 0) {
            return 0;
        }
        var hash = length * 31 + bytes[from];
        hash = hash * 31 + bytes[from + length / 2];
        hash = hash * 31 + bytes[to - 1];
        hash = hash * 31 + bytes[from + length / 4];
        return hash ^ hash >>> 7;
    }
}
