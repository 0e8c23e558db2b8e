package io.pharos.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What looks like chance and is none: one person always draws the same lot of one name. */
public final class Lots {
    private Lots() {}

    /**
     * The first 8 bytes of the SHA-256 of seed, zero byte and name, as an unsigned number: even over all of them.
     *
     * @param seed of the person: the identifier by which the first event was routed
     * @param name of the definition that asks
     */
    public static long draw(String seed, String name) {
        var text = seed + "\0" + name;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
