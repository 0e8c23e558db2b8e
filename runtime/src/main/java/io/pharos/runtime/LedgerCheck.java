package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.util.Arrays;
import java.util.Optional;

/** Compares the rows by which deliveries are found with the deliveries themselves. */
final class LedgerCheck {
    private final Rows rows;
    private final Expected expected;
    private final Counts counts;
    private final Differences differences;

    /** @param counts takes how many there are in each state */
    LedgerCheck(Rows rows, Expected expected, Counts counts, Differences differences) {
        this.rows = rows;
        this.expected = expected;
        this.counts = counts;
        this.differences = differences;
    }

    /** @param end of the log */
    void check(long end) {
        rows.scan(Family.DELIVERIES, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            delivery(key, row, end);
            return true;
        });
        rows.scan(Family.CAUSED, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> {
            caused(key);
            return true;
        });
        try (var should = expected.view()) {
            compare(should, Family.OUTSTANDING);
            RowCursor.join(
                    RowCursor.all(rows, Family.DELIVERIES),
                    RowCursor.all(should, Family.DELIVERIES),
                    (key, there, found) -> {
                        if (there != null && found == null) {
                            differences.add(
                                    Family.CAUSED,
                                    () -> about(key),
                                    "nobody who has caused it",
                                    "whose profile it tells of");
                        }
                    });
        }
    }

    private void delivery(byte[] key, byte[] row, long end) {
        try {
            var delivery = DeliveryCodec.decode(row);
            counts.add(Counts.DELIVERY + delivery.state(), 1);
            var id = Ledger.id(delivery);
            if (!Arrays.equals(id.key(), key)
                    || id.sequence() != delivery.delivery().sequence()
                    || id.slot() != ProfileId.slot(delivery.delivery().profileId())) {
                differences.add(Family.DELIVERIES, () -> about(key), "delivery " + id, "that of its key and profile");
            }
            if (Announcer.position(id) >= end) {
                differences.add(
                        Family.DELIVERIES,
                        () -> about(key),
                        "made by entry " + Announcer.position(id),
                        "one before " + end);
            }
            if (Ledger.isOutstanding(delivery.state())) {
                expected.put(Family.OUTSTANDING, Ledger.key(delivery), Changes.MARK);
            }
        } catch (RuntimeException e) {
            differences.unreadable(Family.DELIVERIES, () -> about(key), e);
        }
    }

    private void caused(byte[] key) {
        var id = Keys.causedDelivery(key);
        var delivery = rows.get(Family.DELIVERIES, id.key()).flatMap(LedgerCheck::readable);
        if (delivery.isEmpty()) {
            differences.add(Family.CAUSED, () -> about(id.key()), "somebody who has caused it", "a delivery");
            return;
        }
        var name = delivery.get().delivery().profile().id();
        var isTheirs = Arrays.equals(Arrays.copyOf(key, Keys.causedBy(name).length), Keys.causedBy(name));
        var isInTime =
                Keys.causedMillis(key) <= delivery.get().delivery().notBefore().toEpochMilli();
        var isOnce = expected.get(Family.DELIVERIES, id.key()).isEmpty();
        if (!isTheirs || !isInTime || !isOnce) {
            differences.add(Family.CAUSED, () -> about(id.key()), "another row", "one for " + name);
            return;
        }
        expected.put(Family.DELIVERIES, id.key(), Changes.MARK);
    }

    private static Optional<DeliveryRecord> readable(byte[] row) {
        try {
            return Optional.of(DeliveryCodec.decode(row));
        } catch (RuntimeException _) {
            return Optional.empty(); // told of the delivery itself
        }
    }

    private void compare(Rows should, Family family) {
        RowCursor.join(RowCursor.all(should, family), RowCursor.all(rows, family), (key, one, other) -> {
            if (one == null || other == null) {
                differences.add(
                        family,
                        () -> "delivery " + Ledger.id(key),
                        other == null ? "nothing" : "something left to do",
                        other == null ? "something left to do" : "nothing");
            }
        });
    }

    private static String about(byte[] key) {
        return "delivery " + DeliveryId.ofKey(key, 0);
    }
}
