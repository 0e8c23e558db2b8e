package io.pharos.engine;

import io.pharos.engine.Tests.Test;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests of the items of lists and sets, and of the keys of tallies. */
final class ItemTests {
    private final Tests tests;

    ItemTests(Tests tests) {
        this.tests = tests;
    }

    /** @param all whether all of {@code wanted} have to be there, or one at least */
    Test has(List<Comparand> wanted, boolean all, boolean ignoreCase) {
        var reads = wanted.stream().map(tests::comparand).toArray(Read[]::new);
        return (value, frame) -> {
            if (value == null) {
                return false;
            }
            for (var read : reads) {
                var item = read.value(frame);
                if ((item != null && has(value, item, ignoreCase)) != all) {
                    return !all;
                }
            }
            return all;
        };
    }

    private boolean has(Value value, Value item, boolean ignoreCase) {
        return switch (value) {
            case Value.Items(var items) -> {
                for (var each : items) {
                    if (tests.same(each, item, ignoreCase)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Value.Tags tags -> has(tags, Coercion.text(item), ignoreCase);
            case Value.Tally tally -> has(tally, Coercion.text(item), ignoreCase);
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> tests.same(value, item, ignoreCase);
            case Value.Timeline _, Value.Funnel _ -> false;
        };
    }

    private static boolean has(Value.Tags tags, @Nullable String text, boolean ignoreCase) {
        if (text == null || !ignoreCase) {
            return text != null && tags.has(text);
        }
        for (var each : tags.sorted()) {
            if (TextTests.equal(each, text, true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Value.Tally tally, @Nullable String key, boolean ignoreCase) {
        if (key == null || !ignoreCase) {
            return key != null && tally.amount(key).isPresent();
        }
        for (var entry : tally.entries()) {
            if (TextTests.equal(entry.key(), key, true)) {
                return true;
            }
        }
        return false;
    }

    Test hasOnly(Comparand wanted) {
        var read = tests.comparand(wanted);
        return (value, frame) -> {
            var item = value == null ? null : read.value(frame);
            return value != null && item != null && hasOnly(value, item);
        };
    }

    private boolean hasOnly(Value value, Value item) {
        return switch (value) {
            case Value.Items(var items) -> {
                for (var each : items) {
                    if (!tests.same(each, item, false)) {
                        yield false;
                    }
                }
                yield !items.isEmpty();
            }
            case Value.Tags tags -> tags.sorted().size() == 1 && has(tags, item, false);
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> tests.same(value, item, false);
            case Value.Tally _, Value.Timeline _, Value.Funnel _ -> false;
        };
    }

    /** Whether nothing is there, or nothing is in it. */
    static boolean isEmpty(@Nullable Value value) {
        return value == null || (value instanceof Value.Text(var text) ? text.isBlank() : Coercion.size(value) == 0);
    }

    static Test count(Test test) {
        return (value, frame) -> {
            var count = value == null ? 0 : Coercion.size(value);
            return count >= 0 && test.holds(Value.Amount.of(count), frame);
        };
    }

    /** @param test of the amount under the key; of one of several that differ in case alone */
    static Test key(String key, Test test, boolean ignoreCase) {
        return (value, frame) -> {
            if (!(value instanceof Value.Tally tally)) {
                return false;
            }
            if (!ignoreCase) {
                var amount = tally.amount(key);
                return amount.isPresent() && test.holds(new Value.Amount(amount.get()), frame);
            }
            for (var entry : tally.entries()) {
                if (TextTests.equal(entry.key(), key, true) && test.holds(new Value.Amount(entry.amount()), frame)) {
                    return true;
                }
            }
            return false;
        };
    }
}
