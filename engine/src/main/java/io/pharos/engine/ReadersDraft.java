package io.pharos.engine;

import io.pharos.engine.Readers.Watch;
import io.pharos.model.Attribute;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/** The readers of one attribute while they are gathered. Not thread-safe. */
final class ReadersDraft {
    private final Checks checks;
    private final Attribute.Type type;
    private final Set<Integer> all = new TreeSet<>();
    private final Set<Integer> anyChange = new TreeSet<>();
    private final Map<Double, Set<Integer>> amounts = new TreeMap<>();
    private final Map<Double, Set<Integer>> dates = new TreeMap<>();
    private final Map<Double, Set<Integer>> ages = new TreeMap<>();
    private final Map<String, Set<Integer>> texts = new HashMap<>();
    private final Map<String, Set<Integer>> keys = new HashMap<>();
    private final Map<Compare, Set<Integer>> others = new LinkedHashMap<>();

    /** @param type of the attribute */
    ReadersDraft(Checks checks, Attribute.Type type) {
        this.checks = checks;
        this.type = type;
    }

    /** The badge or segment at {@code place} reads the attribute, in a way that is not a comparison of it. */
    void addAnyChange(int place) {
        all.add(place);
        anyChange.add(place);
    }

    /** The badge or segment at {@code place} compares the attribute with what does not depend on others. */
    void add(int place, Compare comparison) {
        all.add(place);
        if (type == Attribute.Type.TIMELINE || type == Attribute.Type.FUNNEL) {
            // What lies in the slot is not what is read: it may be too old.
            anyChange.add(place);
            return;
        }
        switch (comparison.operator()) {
            case Operator.Has(var items, var _, var ignoreCase)
            when !ignoreCase && hasKeys() && items.stream().allMatch(ReadersDraft::isText) ->
                items.forEach(item -> add(keys, text(item), place));
            case Operator.Is(var other, var ignoreCase) -> add(place, comparison, List.of(other), ignoreCase);
            case Operator.IsNot(var other, var ignoreCase) -> add(place, comparison, List.of(other), ignoreCase);
            case Operator.In(var _, var ignoreCase) ->
                add(place, comparison, comparison.operator().comparands(), ignoreCase);
            case Operator.Ordered(var _, var other) -> add(place, comparison, List.of(other), false);
            case Operator.Between(var least, var greatest) -> add(place, comparison, List.of(least, greatest), false);
            case Operator.Within(var span) -> add(place, comparison, List.of(new Comparand.Ago(span)), false);
            // Badges alone ask for it, and they are looked at at every event anyway.
            case Operator.Changed _ -> addAnyChange(place);
            case Operator.Contains _,
                    Operator.StartsWith _,
                    Operator.EndsWith _,
                    Operator.Matches _,
                    Operator.Exists _,
                    Operator.Empty _,
                    Operator.OnDay _,
                    Operator.Has _,
                    Operator.HasOnly _,
                    Operator.Count _,
                    Operator.Started _,
                    Operator.Completed _,
                    Operator.StepDone _,
                    Operator.Key _ -> add(others, comparison, place);
        }
    }

    private boolean hasKeys() {
        return type == Attribute.Type.SET_OF_STRINGS || type == Attribute.Type.TALLY;
    }

    /** A comparison that turns only where the attribute passes one of {@code points}. */
    private void add(int place, Compare comparison, List<Comparand> points, boolean ignoreCase) {
        var limits = points.stream().map(this::limit).flatMap(Optional::stream).toList();
        if (limits.size() == points.size()) {
            limits.forEach(limit -> add(limit.on(), limit.at(), place));
        } else if (type == Attribute.Type.STRING
                && !ignoreCase
                && points.stream().allMatch(ReadersDraft::isText)) {
            points.forEach(point -> add(texts, text(point), place));
        } else {
            add(others, comparison, place);
        }
    }

    private record Limit(Map<Double, Set<Integer>> on, double at) {}

    private Optional<Limit> limit(Comparand point) {
        return switch (point) {
            case Comparand.Constant(Value.Amount(var amount))
            when type == Attribute.Type.NUMBER -> Optional.of(new Limit(amounts, amount.doubleValue()));
            case Comparand.Constant(Value.Moment(var at))
            when type == Attribute.Type.DATE -> Optional.of(new Limit(dates, at.toEpochMilli()));
            case Comparand.Ago(Span.Fixed(var length))
            when type == Attribute.Type.DATE -> Optional.of(new Limit(ages, length.toMillis()));
            case Comparand.FromNow(Span.Fixed(var length))
            when type == Attribute.Type.DATE -> Optional.of(new Limit(ages, -length.toMillis()));
            case Comparand.Constant _, Comparand.Ago _, Comparand.FromNow _, Comparand.OtherAttribute _ ->
                Optional.empty();
        };
    }

    private static boolean isText(Comparand point) {
        return point instanceof Comparand.Constant(Value.Text _);
    }

    private static String text(Comparand point) {
        return point instanceof Comparand.Constant(Value.Text(var text)) ? text : "";
    }

    Readers readers() {
        List<Watch> watches = new ArrayList<>();
        addLimits(
                watches, amounts, (value, _) -> ((Value.Amount) value).amount().doubleValue());
        addLimits(watches, dates, (value, _) -> millis(value));
        addLimits(watches, ages, (value, frame) -> frame.now - millis(value));
        if (!texts.isEmpty()) {
            watches.add(new Readers.Texts(arrays(texts)));
        }
        if (!keys.isEmpty()) {
            watches.add(new Readers.Keys(arrays(keys)));
        }
        others.forEach(
                (comparison, places) -> watches.add(new Readers.Asked(checks.test(comparison), Bits.numbers(places))));
        return new Readers(Bits.numbers(all), Bits.numbers(anyChange), List.copyOf(watches));
    }

    private static void addLimits(
            List<Watch> to, Map<Double, Set<Integer>> limits, ToDoubleBiFunction<Value, Frame> place) {
        if (!limits.isEmpty()) {
            to.add(new Readers.Limits(
                    place,
                    limits.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    limits.values().stream().map(Bits::numbers).toArray(int[][]::new)));
        }
    }

    private static double millis(Value value) {
        return ((Value.Moment) value).at().toEpochMilli();
    }

    private static <K> void add(Map<K, Set<Integer>> to, K key, int place) {
        to.computeIfAbsent(key, _ -> new TreeSet<>()).add(place);
    }

    private static Map<String, int[]> arrays(Map<String, Set<Integer>> places) {
        var arrays = new HashMap<String, int[]>();
        places.forEach((text, readers) -> arrays.put(text, Bits.numbers(readers)));
        return arrays;
    }
}
