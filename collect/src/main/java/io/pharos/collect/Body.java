package io.pharos.collect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The bytes of a body as UTF-8 text that Java can hold: unpacked, checked, and without halves of characters. */
final class Body {
    private static final int UNREADABLE = '\uFFFD';
    private static final byte[] UNREADABLE_ESCAPE = "fffd".getBytes(StandardCharsets.US_ASCII);
    private static final int ESCAPE_LENGTH = "\\uFFFD".length();

    private Body() {}

    /**
     * @throws Refused if the body is damaged, not UTF-8 or too large
     */
    static byte[] read(byte[] sent) {
        return wellFormed(isGzip(sent) ? unpacked(sent) : sent);
    }

    /** Whatever the headers say: no text begins with these two bytes, and proxies unpack without telling. */
    static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static byte[] unpacked(byte[] packed) {
        var unpacked = new ByteArrayOutputStream(4 * packed.length);
        var buffer = new byte[8192];
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), buffer.length)) {
            for (var count = gzip.read(buffer); count >= 0; count = gzip.read(buffer)) {
                unpacked.write(buffer, 0, count);
                requireReasonable(packed.length, unpacked.size());
            }
        } catch (IOException damaged) {
            throw Refused.request(
                    Collected.BAD_REQUEST,
                    "request.bad-gzip",
                    "body",
                    "gzip data that is damaged or ends early (" + damaged.getMessage() + ")",
                    "a whole gzip stream, or JSON that is not compressed",
                    "Send it again.");
        }
        return unpacked.toByteArray();
    }

    private static void requireReasonable(int packed, int unpacked) {
        var bomb = unpacked > Limits.SUSPICIOUS_BYTES && unpacked / Limits.INFLATION > packed;
        if (bomb || unpacked > Limits.INFLATED_BYTES) {
            throw Refused.request(
                    Collected.TOO_LARGE,
                    "request.too-large",
                    "body",
                    packed + " bytes that unpack to more than " + unpacked,
                    "at most " + Limits.INFLATED_BYTES + " bytes after unpacking, and " + Limits.INFLATION
                            + " times what was sent",
                    "Send fewer events at a time.");
        }
    }

    /**
     * Refuses bytes that are not UTF-8. Mends escapes of half a character ({@code \ud83d} alone), which browsers write
     * when a page cuts a text inside an emoji: no encoding can hold them.
     */
    static byte[] wellFormed(byte[] bytes) {
        // Decoding and searching are vectorised, so for plain bodies this costs a small part of parsing them.
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(UNREADABLE) >= 0) {
            requireUtf8(bytes);
        }
        return text.indexOf('\\') >= 0 ? withoutHalves(bytes) : bytes;
    }

    private static void requireUtf8(byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(input);
        } catch (CharacterCodingException notUtf8) {
            throw Refused.request(
                    Collected.BAD_REQUEST,
                    "request.not-utf8",
                    "body, byte " + input.position(),
                    "bytes that are not UTF-8",
                    "JSON in UTF-8",
                    "");
        }
    }

    private static byte[] withoutHalves(byte[] bytes) {
        var mended = bytes.clone();
        for (var i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] != '\\') {
                continue;
            }
            var unit = escapedUnit(bytes, i);
            if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(escapedUnit(bytes, i + ESCAPE_LENGTH))) {
                i += 2 * ESCAPE_LENGTH - 1;
            } else if (Character.isSurrogate(unit)) {
                System.arraycopy(UNREADABLE_ESCAPE, 0, mended, i + 2, UNREADABLE_ESCAPE.length);
                i += ESCAPE_LENGTH - 1;
            } else {
                i++;
            }
        }
        return mended;
    }

    /** The code unit escaped at {@code at}; 0 if none is. */
    private static char escapedUnit(byte[] bytes, int at) {
        if (at + ESCAPE_LENGTH > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return 0;
        }
        var unit = 0;
        for (var digit : Arrays.copyOfRange(bytes, at + 2, at + ESCAPE_LENGTH)) {
            var value = Character.digit(digit, 16);
            if (value < 0) {
                return 0;
            }
            unit = 16 * unit + value;
        }
        return (char) unit;
    }
}
