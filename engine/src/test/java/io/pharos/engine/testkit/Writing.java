package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Value;
import io.pharos.model.Value.Funnel;
import io.pharos.model.Value.Tally;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How enrichments change the value of one attribute at one step, and whether there was something they could not use. */
final class Writing {
    private static final Comparator<Value> ORDER = (a, b) -> switch (a) {
        case Value.Amount(var amount) -> amount.compareTo(((Value.Amount) b).amount());
        case Value.Moment(var at) -> at.compareTo(((Value.Moment) b).at());
        case Value.Text(var text) -> Value.BY_CODE_POINT.compare(text, ((Value.Text) b).text());
        case Value.Flag _, Value.Items _, Value.Tags _, Tally _, Timeline _, Funnel _ ->
            throw new IllegalArgumentException("no greatest or least of " + a);
    };

    private final Attribute attribute;
    private final Type type;
    private final Workspace workspace;
    private final Instant now;
    private final Draw draw;
    private final Problems problems = new Problems();
    private final Inputs inputs;
    private final Formulas formulas;
    private final Fit fit;

    Writing(Workspace workspace, Attribute attribute, Lookup lookup, Draw draw, Scene scene) {
        var conversions = new Conversions(workspace.zone());
        this.attribute = attribute;
        this.type = attribute.type();
        this.workspace = workspace;
        this.now = scene.now();
        this.draw = draw;
        this.inputs = new Inputs(name -> lookup.value(name, scene), conversions, problems);
        this.formulas = new Formulas(
                type,
                workspace.limits().items(),
                scene.now(),
                inputs,
                name -> lookup.valueBefore(name, attribute.since(), scene),
                conversions,
                problems);
        this.fit = new Fit(attribute, conversions, inputs, workspace.limits(), problems);
    }

    /** Whether some operand so far could not be used, in whole or in part, or some result not kept. */
    boolean metProblem() {
        return problems.isMet();
    }

    /** @param before as it can be seen at this moment */
    Optional<Value> after(Operation operation, Optional<Value> before) {
        return switch (operation) {
            case Operation.Clear() -> Optional.empty();
            case Operation.Set(var _, var keep) when keep == Keep.FIRST && before.isPresent() -> before;
            case Operation.Set(var to, var keep) ->
                formulas.of(to)
                        .flatMap(fit::fitting)
                        .filter(value -> replaces(value, before, keep))
                        .or(() -> before);
            case Operation.Increase(var by) ->
                inputs.number(by).flatMap(amount -> sum(before, amount)).or(() -> before);
            case Operation.Decrease(var by) ->
                inputs.number(by)
                        .flatMap(amount -> sum(before, amount.negate()))
                        .or(() -> before);
            case Operation.Add(var from) ->
                type == Type.SET_OF_STRINGS
                        ? inputs.texts(from)
                                .filter(texts -> before.isPresent() || !texts.isEmpty())
                                .map(texts -> fit.set(tags(before), texts))
                                .or(() -> before)
                        : inputs.list(type, from)
                                .filter(items -> before.isPresent() || !items.isEmpty())
                                .map(items -> fit.list(joined(items(before), items)))
                                .or(() -> before);
            case Operation.Remove(var item, var occurrences) ->
                type == Type.SET_OF_STRINGS
                        ? inputs.texts(item)
                                .flatMap(texts -> before.map(_ -> minus(tags(before), texts)))
                                .or(() -> before)
                        : inputs.list(type, item)
                                .flatMap(items -> before.map(_ -> without(items(before), items, occurrences)))
                                .or(() -> before);
            case Operation.Lowercase() ->
                before.flatMap(value -> fit.fitting(lowercase(value))).or(() -> before);
            case Operation.IncreaseKeys(var keys, var by) ->
                inputs.read(keys)
                        .flatMap(found -> inputs.read(by).map(amounts -> increased(before, found, amounts)))
                        .orElse(before);
            case Operation.RemoveKey(var key) ->
                inputs.texts(key)
                        .flatMap(keys -> before.map(tally -> without((Tally) tally, keys)))
                        .or(() -> before);
            case Operation.Split(var shares) ->
                inputs.read(drawn(shares).to()).flatMap(fit::fitting).or(() -> before);
            case Operation.RecordEntry(var at, var capture) ->
                inputs.date(at)
                        .map(date -> recorded(before, new Timeline.Point(date, captured(capture))))
                        .or(() -> before);
            case Operation.Step(var number, var capture) -> stepped(before, number, capture);
        };
    }

    private static boolean replaces(Value value, Optional<Value> before, Keep keep) {
        if (before.isEmpty()) {
            return true;
        }
        return switch (keep) {
            case LAST -> true;
            case FIRST -> false;
            case GREATEST -> ORDER.compare(value, before.get()) > 0;
            case LEAST -> ORDER.compare(value, before.get()) < 0;
        };
    }

    private Optional<Value> sum(Optional<Value> before, BigDecimal more) {
        var amount = before.map(value -> ((Value.Amount) value).amount()).orElse(BigDecimal.ZERO);
        return problems.usable(Optional.of(amount.add(more)).filter(Value.Amount::fits))
                .map(Value.Amount::new)
                .flatMap(fit::fitting);
    }

    private static List<String> tags(Optional<Value> before) {
        return before.map(set -> ((Value.Tags) set).sorted()).orElse(List.of());
    }

    private static List<Value> items(Optional<Value> before) {
        return before.map(list -> ((Value.Items) list).items()).orElse(List.of());
    }

    private static List<Value> joined(List<Value> items, List<Value> more) {
        var joined = new ArrayList<>(items);
        joined.addAll(more);
        return joined;
    }

    private static Value minus(List<String> set, Collection<String> gone) {
        var rest = new ArrayList<>(set);
        rest.removeAll(gone);
        return Value.Tags.of(rest);
    }

    private static Value without(List<Value> list, List<Value> gone, Occurrences occurrences) {
        var rest = new ArrayList<>(list);
        for (var item : gone) {
            switch (occurrences) {
                case ALL -> rest.removeIf(item::equals);
                case FIRST -> rest.remove(item);
                case LAST -> {
                    var last = rest.lastIndexOf(item);
                    if (last >= 0) {
                        rest.remove(last);
                    }
                }
            }
        }
        return new Value.Items(rest);
    }

    private static Value without(Tally tally, Collection<String> keys) {
        var rest = tally.entries().stream()
                .filter(entry -> !keys.contains(entry.key()))
                .toList();
        return new Tally(rest, tally.increases());
    }

    private static Value lowercase(Value value) {
        return switch (value) {
            case Value.Text(var text) -> new Value.Text(text.toLowerCase(Locale.ROOT));
            case Value.Tags(var sorted) ->
                Value.Tags.of(sorted.stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList());
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(Writing::lowercase).toList());
            case Value.Amount _, Value.Flag _, Value.Moment _, Tally _, Timeline _, Funnel _ ->
                throw new IllegalArgumentException("has no letters: " + value);
        };
    }

    private Optional<Value> increased(Optional<Value> before, Value keys, Value by) {
        var start = before.map(value -> (Tally) value).orElse(Tally.EMPTY);
        var increases = new Increases(start, workspace.limits().items(), problems);
        switch (keys) {
            case Tally tally -> inputs.number(by).ifPresent(times -> increases.addTogether(timesOver(tally, times)));
            case Value.Tags(var sorted) -> {
                // A set has no order, so none of its keys is the last.
                Map<String, BigDecimal> amounts = new LinkedHashMap<>();
                inStep(sorted, by, amounts::put);
                increases.addTogether(amounts);
            }
            default -> inputs.texts(keys).ifPresent(texts -> inStep(texts, by, increases::add));
        }
        var after = increases.tally();
        return after.equals(start) ? before : Optional.of(fit.tally(after));
    }

    private static Map<String, BigDecimal> timesOver(Tally tally, BigDecimal times) {
        var amounts = new LinkedHashMap<String, BigDecimal>();
        tally.entries().forEach(entry -> amounts.put(entry.key(), entry.amount().multiply(times)));
        return amounts;
    }

    private interface Increasing {
        void add(String key, BigDecimal by);
    }

    /** Each key with its amount, or all with the same one. */
    private void inStep(List<String> keys, Value by, Increasing increasing) {
        var amounts = by instanceof Value.Items(var items) ? items : Collections.nCopies(keys.size(), by);
        if (amounts.size() != keys.size()) {
            problems.meet();
        }
        for (var i = 0; i < Math.min(amounts.size(), keys.size()); i++) {
            var key = keys.get(i);
            inputs.number(amounts.get(i)).ifPresent(amount -> increasing.add(key, amount));
        }
    }

    /** The first share of which the running sum is above what was drawn. */
    private Share drawn(List<Share> shares) {
        var sum = BigDecimal.ZERO;
        for (var share : shares) {
            sum = sum.add(share.percent());
            if (draw.isBelow(sum, attribute.name())) {
                return share;
            }
        }
        throw new IllegalArgumentException("shares of " + sum + "%, not of 100%: " + shares);
    }

    private Map<String, Value> captured(List<Capture> capture) {
        var captured = new LinkedHashMap<String, Value>();
        capture.forEach(each -> inputs.read(each.name()).ifPresent(value -> captured.put(each.field(), value)));
        return captured;
    }

    private Value recorded(Optional<Value> before, Timeline.Point entry) {
        var shape = (Shape.Timeline) attribute.shape();
        var entries = new ArrayList<>(
                before.map(value -> ((Timeline) value).entries()).orElse(List.of()));
        entries.add(entry);
        entries.removeIf(each -> shape.keep()
                .filter(keep -> !keep.after(each.at(), workspace.zone()).isAfter(now))
                .isPresent());
        // Stable: entries of one moment stay as they were recorded.
        entries.sort(Comparator.comparing(Timeline.Point::at));
        if (entries.size() > shape.entries()) {
            problems.meet();
            entries.removeFirst();
        }
        return new Timeline(entries);
    }

    private Optional<Value> stepped(Optional<Value> before, int number, List<Capture> capture) {
        var steps = ((Shape.Funnel) attribute.shape()).steps();
        var funnel = before.map(value -> (Funnel) value).orElse(Funnel.EMPTY);
        var isItsTurn = IntStream.range(0, steps.size()).allMatch(i -> {
            var isDone = funnel.isDone(steps.get(i).name());
            return i < number ? isDone || !steps.get(i).required() : !isDone;
        });
        if (!isItsTurn) {
            return before;
        }
        var done = new ArrayList<>(funnel.done());
        done.add(new Funnel.Done(steps.get(number).name(), now, captured(capture)));
        return Optional.of(new Funnel(done, number == steps.size() - 1));
    }
}
