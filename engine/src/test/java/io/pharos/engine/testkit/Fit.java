package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import io.pharos.model.Workspace.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes values such as an attribute may hold: of its type, whole if it is so, and not too large. */
final class Fit {
    private final Attribute attribute;
    private final Conversions conversions;
    private final Inputs inputs;
    private final Limits limits;
    private final Problems problems;

    Fit(Attribute attribute, Conversions conversions, Inputs inputs, Limits limits, Problems problems) {
        this.attribute = attribute;
        this.conversions = conversions;
        this.inputs = inputs;
        this.limits = limits;
        this.problems = problems;
    }

    /** Empty if {@code value} cannot be kept. */
    Optional<Value> fitting(Value value) {
        return switch (attribute.type()) {
            case STRING -> problems.usable(conversions.text(value)).flatMap(this::text);
            case NUMBER -> problems.usable(conversions.number(value)).map(this::number);
            case BOOLEAN -> problems.usable(conversions.flag(value)).map(Value.Flag::new);
            case DATE -> problems.usable(conversions.date(value)).map(Value.Moment::new);
            case SET_OF_STRINGS -> inputs.texts(value).map(texts -> set(List.of(), texts));
            case LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS ->
                inputs.list(attribute.type(), value).map(this::list);
            case TALLY ->
                problems.usable(value instanceof Tally tally ? Optional.of(tally(tally)) : Optional.<Value>empty());
            case TIMELINE, FUNNEL -> throw new IllegalArgumentException("is recorded, not set: " + attribute.name());
        };
    }

    private Optional<Value> text(String text) {
        var length = text.codePointCount(0, text.length());
        if (length <= limits.text()) {
            return Optional.of(new Value.Text(text));
        }
        problems.meet();
        return attribute.scope() == Scope.EVENT
                ? Optional.of(new Value.Text(text.substring(0, text.offsetByCodePoints(0, limits.text()))))
                : Optional.empty();
    }

    private Value number(BigDecimal number) {
        return new Value.Amount(rounded(number));
    }

    private BigDecimal rounded(BigDecimal number) {
        return attribute.shape() instanceof Shape.Whole ? number.setScale(0, RoundingMode.HALF_UP) : number;
    }

    /** Those that are there stay, and of those that come, as many as there is room for. */
    Value set(Collection<String> there, Collection<String> more) {
        var all = new ArrayList<>(there);
        for (var text : more) {
            if (all.contains(text)) {
                continue;
            }
            if (all.size() >= limits.items()) {
                problems.meet();
            } else {
                all.add(text);
            }
        }
        return Value.Tags.of(all);
    }

    /** The last ones. */
    Value list(List<Value> items) {
        var tooMany = items.size() - limits.items();
        if (tooMany <= 0) {
            return new Value.Items(items);
        }
        problems.meet();
        return new Value.Items(items.subList(tooMany, items.size()));
    }

    Value tally(Tally tally) {
        return new Tally(
                tally.entries().stream()
                        .map(entry -> new Tally.Entry(entry.key(), rounded(entry.amount()), entry.touched()))
                        .toList(),
                tally.increases());
    }
}
