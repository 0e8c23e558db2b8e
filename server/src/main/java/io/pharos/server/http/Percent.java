package io.pharos.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes what an address carries, strictly: RFC 3986 escapes of UTF-8. A plus is a plus. */
final class Percent {
    private Percent() {}

    /** Empty if an escape is broken or the bytes are no UTF-8. */
    static Optional<String> decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        var source = encoded.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(source.length);
        for (var i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.write(source[i]);
                continue;
            }
            var high = i + 1 < source.length ? Character.digit(source[i + 1], 16) : -1;
            var low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(
                    decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException broken) {
            return Optional.empty();
        }
    }
}
