package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.time.Instant;

/** Compares the rows of moments at which profiles are to be looked at with what the profiles say. */
final class MomentCheck {
    private final Rows rows;
    private final Rows expected;
    private final Differences differences;
    private final PersonNames names;

    MomentCheck(Rows rows, Rows expected, Differences differences, PersonNames names) {
        this.rows = rows;
        this.expected = expected;
        this.differences = differences;
        this.names = names;
    }

    void check() {
        RowCursor.join(
                RowCursor.all(expected, Family.DEADLINES), RowCursor.all(rows, Family.DEADLINES), (key, should, is) -> {
                    if (should == null || is == null) {
                        var moment = "a row at " + Instant.ofEpochMilli(Keys.deadlineMillis(key));
                        differences.add(
                                Family.DEADLINES,
                                () -> names.of(Keys.deadlineProfile(key)),
                                is == null ? "none" : moment,
                                should == null ? "none" : moment);
                    }
                });
    }
}
