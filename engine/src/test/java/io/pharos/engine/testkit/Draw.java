package io.pharos.engine.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Drawing by lot for one person: for one name it is always the same that is drawn. */
record Draw(String seed) {
    private static final BigDecimal ALL = new BigDecimal(BigInteger.ONE.shiftLeft(64));
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Whether the percentage drawn for {@code name}, from 0 to just under 100, is less than {@code percent}. */
    boolean isBelow(BigDecimal percent, String name) {
        return drawn(name).multiply(HUNDRED).compareTo(percent.multiply(ALL)) < 0;
    }

    /** From 0 to just under {@link #ALL}. */
    private BigDecimal drawn(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "\u0000" + name).getBytes(StandardCharsets.UTF_8));
            return new BigDecimal(new BigInteger(1, Arrays.copyOf(hash, 8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
