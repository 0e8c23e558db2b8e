package io.pharos.runtime;

import io.pharos.model.Transition;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The id of a delivery: 26 letters that sort as the deliveries were made. They hold the delivery's sequence (64 bits), the
 * slot of its profile (10) and a hash (56) of what it is about and of the store's epoch, so that two stores never make the
 * same one for different things.
 */
record DeliveryId(long sequence, int slot, long hash) {
    private static final int LETTERS = 26;
    private static final int HASH_BITS = 56;
    private static final int SLOT_BITS = 10;
    private static final int KEY_BYTES = 18;

    static DeliveryId of(String epoch, long sequence, long profile, String action, Transition transition) {
        var hash = Fingerprint.of(
                epoch, Long.toHexString(sequence), Long.toHexString(profile), action, transition.toString());
        return new DeliveryId(sequence, ProfileId.slot(profile), hash.high() >>> (64 - HASH_BITS));
    }

    /** Empty if {@code text} is no delivery's id. */
    static Optional<DeliveryId> parse(String text) {
        if (text.length() != LETTERS || !text.chars().allMatch(letter -> Character.digit(letter, 32) >= 0)) {
            return Optional.empty();
        }
        var number = new BigInteger(text, 32);
        var rest = number.longValue();
        var id = new DeliveryId(
                number.shiftRight(HASH_BITS + SLOT_BITS).longValue(),
                number.shiftRight(HASH_BITS).intValue() & (ProfileId.SLOTS - 1),
                rest & ((1L << HASH_BITS) - 1));
        return Optional.of(id).filter(parsed -> parsed.toString().equals(text));
    }

    static DeliveryId ofKey(byte[] key, int offset) {
        var bytes = ByteBuffer.wrap(key, offset, KEY_BYTES).slice();
        return new DeliveryId(bytes.getLong(), bytes.getShort(), bytes.getLong());
    }

    /** Sorts as the deliveries were made. */
    byte[] key() {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(sequence)
                .putShort((short) slot)
                .putLong(hash)
                .array();
    }

    @Override
    public String toString() {
        var number = new BigInteger(Long.toUnsignedString(sequence))
                .shiftLeft(SLOT_BITS)
                .or(BigInteger.valueOf(slot))
                .shiftLeft(HASH_BITS)
                .or(BigInteger.valueOf(hash));
        var digits = number.toString(32);
        return "0".repeat(LETTERS - digits.length()) + digits;
    }
}
