package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** How keys are made of what they name, such that their bytes sort as it does. */
final class Keys {
    static final byte[] FIRST = {};
    /** Behind the device in the key of a sighting. */
    static final int SIGHTING_BYTES = 16;

    private static final int CAUSED_BYTES = 42;
    private static final int LONGEST = 64;

    private Keys() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A key that is made of text, or begins with it, as people can read it. */
    static String printable(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    static byte[] profile(long profile) {
        return ByteBuffer.allocate(8).putLong(profile).array();
    }

    static byte[] position(long position) {
        return ByteBuffer.allocate(8).putLong(position).array();
    }

    static long position(byte[] row) {
        return ByteBuffer.wrap(row).getLong();
    }

    static byte[] identifier(Identifier identifier) {
        return text(identifier.toString());
    }

    /** A link as it is found from {@code one}. */
    static byte[] link(Identifier one, Identifier other) {
        return text(one + "\0" + other);
    }

    static byte[] linksOf(Identifier one) {
        return text(one + "\0");
    }

    static byte[] sighting(Identifier device, Instant time, long position) {
        var prefix = sightingsOn(device);
        return ByteBuffer.allocate(prefix.length + SIGHTING_BYTES)
                .put(prefix)
                .putLong(sortable(time.toEpochMilli()))
                .putLong(position)
                .array();
    }

    static byte[] sightingsOn(Identifier device) {
        return text(device.value() + "\0");
    }

    static byte[] history(long profile, Instant time, long position) {
        return ByteBuffer.allocate(24)
                .putLong(profile)
                .putLong(sortable(time.toEpochMilli()))
                .putLong(position)
                .array();
    }

    /** @param name by which the profile was known to the world */
    static byte[] caused(String name, Instant at, DeliveryId delivery) {
        return ByteBuffer.allocate(CAUSED_BYTES)
                .put(causedBy(name))
                .putLong(sortable(at.toEpochMilli()))
                .put(delivery.key())
                .array();
    }

    static byte[] causedBy(String name) {
        var fingerprint = Fingerprint.of(name);
        return ByteBuffer.allocate(16)
                .putLong(fingerprint.high())
                .putLong(fingerprint.low())
                .array();
    }

    static long causedMillis(byte[] key) {
        return sortable(ByteBuffer.wrap(key).getLong(16));
    }

    static DeliveryId causedDelivery(byte[] key) {
        return DeliveryId.ofKey(key, 24);
    }

    /** The least key of that moment. */
    static byte[] moment(long millis) {
        return ByteBuffer.allocate(8).putLong(sortable(millis)).array();
    }

    /** Undoes {@link #moment} of the bytes from {@code offset} on. */
    static long millis(byte[] key, int offset) {
        return sortable(ByteBuffer.wrap(key).getLong(offset));
    }

    static byte[] deadline(long millis, long profile) {
        return ByteBuffer.allocate(16)
                .putLong(sortable(millis))
                .putLong(profile)
                .array();
    }

    static long deadlineMillis(byte[] key) {
        return sortable(ByteBuffer.wrap(key).getLong());
    }

    static long deadlineProfile(byte[] key) {
        return ByteBuffer.wrap(key).getLong(8);
    }

    /** The least key behind all that begin with {@code prefix}. */
    static byte[] behind(byte[] prefix) {
        for (var last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xFF) {
                var next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return next;
            }
        }
        var last = new byte[LONGEST];
        Arrays.fill(last, (byte) 0xFF);
        return last;
    }

    /** The least key behind {@code key} itself. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** Moves the sign, since bytes are compared without one; undoes it as well. */
    private static long sortable(long signed) {
        return signed ^ Long.MIN_VALUE;
    }
}
