package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;

/** Compares the numbers that are kept with what there is. */
final class CountCheck {
    private CountCheck() {}

    static void check(Counts kept, Counts counted, Differences differences) {
        var is = kept.ofWhatIsThere();
        var should = counted.ofWhatIsThere();
        for (var name : Differences.keys(is, should)) {
            differences.add(
                    Family.META,
                    () -> "the count of " + name,
                    "" + is.getOrDefault(name, 0L),
                    "" + should.getOrDefault(name, 0L));
        }
    }
}
