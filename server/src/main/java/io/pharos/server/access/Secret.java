package io.pharos.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that is compared but never shown: only its digest is kept, so that comparing takes the same time always. */
final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BITS_256 = 32;

    private final byte[] digest;

    private Secret(byte[] digest) {
        this.digest = digest;
    }

    static Secret of(String text) {
        return new Secret(digest(text));
    }

    boolean is(String text) {
        return MessageDigest.isEqual(digest, digest(text));
    }

    /** 256 random bits, as text for a header. */
    static String random() {
        var bytes = new byte[BITS_256];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(digest, secret.digest);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
