package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;

/** Looks whether every version is there, under its own number. */
final class VersionCheck {
    private final Differences differences;
    private long before;

    VersionCheck(Differences differences) {
        this.differences = differences;
    }

    void check(Rows rows) {
        rows.scan(Family.VERSIONS, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            var number = ByteBuffer.wrap(key).getLong();
            try {
                var found = Versions.Row.decode(row).publication().number();
                if (found != number) {
                    differences.add(
                            Family.VERSIONS, () -> "version " + number, "version " + found, "the one of its key");
                }
            } catch (RuntimeException e) {
                differences.unreadable(Family.VERSIONS, () -> "version " + number, e);
            }
            if (before != 0 && number != before + 1) {
                differences.add(
                        Family.VERSIONS, () -> "version " + (number - 1), "none", "every version since the first");
            }
            before = number;
            return true;
        });
    }
}
