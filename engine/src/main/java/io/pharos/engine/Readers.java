package io.pharos.engine;

import io.pharos.engine.Tests.Test;
import io.pharos.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who reads an attribute: badges and segments, by their places. Of a change only those have to be looked at in whose
 * comparisons it may turn something, and these are found without asking each comparison: between two totals lie only a few
 * of many limits. It may find too many, never too few. Immutable; {@link ReadersDraft} makes it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Readers(int[] all, int[] anyChange, List<Watch> watches) {

    /** Finds whom a change from one value to another may concern. */
    interface Watch {
        void find(Value old, Value value, Frame frame, Bits found);
    }

    void find(@Nullable Value old, @Nullable Value value, Frame frame, Bits found) {
        if (old == null || value == null) {
            found.setAll(all);
            return;
        }
        found.setAll(anyChange);
        for (var watch : watches) {
            watch.find(old, value, frame, found);
        }
    }

    private static void add(int @Nullable [] readers, Bits found) {
        if (readers != null) {
            found.setAll(readers);
        }
    }

    /**
     * Comparisons with limits on a line. As doubles: rounding keeps their order, and what falls together is found, too.
     *
     * @param place of a value on the line
     * @param limits rising
     * @param readers of each limit
     */
    record Limits(ToDoubleBiFunction<Value, Frame> place, double[] limits, int[][] readers) implements Watch {
        @Override
        public void find(Value old, Value value, Frame frame, Bits found) {
            var from = place.applyAsDouble(old, frame);
            var to = place.applyAsDouble(value, frame);
            var greatest = Math.max(from, to);
            for (var i = first(Math.min(from, to)); i < limits.length && limits[i] <= greatest; i++) {
                found.setAll(readers[i]);
            }
        }

        /** The first limit that is not below {@code least}. */
        private int first(double least) {
            var low = 0;
            var high = limits.length;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (limits[middle] < least) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Comparisons with certain texts. */
    record Texts(Map<String, int[]> readers) implements Watch {
        Texts {
            readers = new HashMap<>(readers);
        }

        @Override
        public void find(Value old, Value value, Frame frame, Bits found) {
            if (old instanceof Value.Text(var before) && value instanceof Value.Text(var after)) {
                add(readers.get(before), found);
                add(readers.get(after), found);
            }
        }
    }

    /** Whether certain items or keys are there. */
    record Keys(Map<String, int[]> readers) implements Watch {
        Keys {
            readers = new HashMap<>(readers);
        }

        @Override
        public void find(Value old, Value value, Frame frame, Bits found) {
            if (old instanceof Value.Tally(var some, var _)
                    && value instanceof Value.Tally(var others, var _)
                    && haveSameKeys(some, others)) {
                return;
            }
            var before = keys(old);
            var after = keys(value);
            var i = 0;
            var j = 0;
            while (i < before.length || j < after.length) {
                var order = order(before, i, after, j);
                if (order != 0) {
                    add(readers.get(order < 0 ? before[i] : after[j]), found);
                }
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }
        }

        private static int order(String[] before, int i, String[] after, int j) {
            if (i == before.length || j == after.length) {
                return i == before.length ? 1 : -1;
            }
            // Mostly it is the very text of before.
            return before[i].equals(after[j]) ? 0 : Value.BY_CODE_POINT.compare(before[i], after[j]);
        }

        /** Mostly an increase only raises the amount under keys that were there. */
        private static boolean haveSameKeys(List<Value.Tally.Entry> some, List<Value.Tally.Entry> others) {
            if (some.size() != others.size()) {
                return false;
            }
            for (var i = 0; i < some.size(); i++) {
                if (!some.get(i).key().equals(others.get(i).key())) {
                    return false;
                }
            }
            return true;
        }

        /** As arrays: going through lists of several kinds costs more than copying them. */
        private static String[] keys(Value value) {
            return switch (value) {
                case Value.Tags(var sorted) -> sorted.toArray(new String[0]);
                case Value.Tally(var entries, var _) -> keys(entries);
                case Value.Text _,
                        Value.Amount _,
                        Value.Flag _,
                        Value.Moment _,
                        Value.Items _,
                        Value.Timeline _,
                        Value.Funnel _ -> new String[0];
            };
        }

        private static String[] keys(List<Value.Tally.Entry> entries) {
            var keys = new String[entries.size()];
            for (var i = 0; i < keys.length; i++) {
                keys[i] = entries.get(i).key();
            }
            return keys;
        }
    }

    /** Any other comparison: it is asked what it says of both. */
    record Asked(Test test, int[] readers) implements Watch {
        @Override
        public void find(Value old, Value value, Frame frame, Bits found) {
            if (test.holds(old, frame) != test.holds(value, frame)) {
                found.setAll(readers);
            }
        }
    }
}
