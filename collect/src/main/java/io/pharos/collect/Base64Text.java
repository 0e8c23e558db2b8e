package io.pharos.collect;

import java.util.Base64;
import java.util.Optional;

/** JSON that clients write in base64 where it has to fit an address. */
public final class Base64Text {
    private Base64Text() {}

    /** Of either alphabet, with or without padding; a plus that was not escaped came as a blank. Empty if it is none. */
    public static Optional<byte[]> decode(String text) {
        try {
            var standard = text.replace(' ', '+').replace('-', '+').replace('_', '/');
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
