package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compiles names and operands. */
final class Reads {
    private final Layout layout;
    private final Workspace workspace;
    private final Expressions expressions;
    private final Set<String> properties = new TreeSet<>();
    private final Map<String, Read> derived = new LinkedHashMap<>();

    Reads(Workspace workspace, Layout layout, Remembered remembered) {
        this.layout = layout;
        this.workspace = workspace;
        this.expressions = new Expressions(workspace, this, remembered);
    }

    Read name(Name name) {
        return switch (name) {
            case Name.Property(var property) -> {
                properties.add(property);
                yield frame -> frame.properties.get(property);
            }
            case Name.OfAttribute(var attribute) -> attribute(attribute);
            case Name.OfIdentifier(var kind) -> frame -> frame.identifier(kind);
            case Name.EventTime _ -> frame -> frame.eventTime == null ? null : new Value.Moment(frame.eventTime);
        };
    }

    /** The properties of events that what has been compiled so far reads. */
    Set<String> properties() {
        return properties;
    }

    Read attribute(String attribute) {
        var expression = layout.expression(attribute);
        if (expression.isPresent()) {
            var known = derived.get(attribute);
            if (known != null) {
                return known;
            }
            var number = layout.derived(attribute);
            var read = derived(expression.get(), layout.attribute(attribute));
            Read remembering = layout.attribute(attribute).scope() == Scope.VISIT
                    ? frame -> frame.inVisit ? frame.derived(number, read) : null
                    : frame -> frame.derived(number, read);
            derived.put(attribute, remembering);
            return remembering;
        }
        return slot(layout.slot(attribute));
    }

    private Read derived(Expression expression, Attribute attribute) {
        var read = expressions.compile(expression, attribute);
        var fit = new Fit(attribute, workspace);
        return frame -> {
            var value = read.value(frame);
            return value == null ? null : fit.of(value, attribute.name(), frame);
        };
    }

    private Read slot(int slot) {
        var zone = workspace.zone();
        return switch (layout.attribute(slot).shape()) {
            case Attribute.Shape.Timeline(var keep, var _)
            when keep.isPresent() ->
                frame -> frame.values[slot] instanceof Value.Timeline timeline
                        ? Timelines.visible(timeline, keep.get(), zone, frame.now)
                        : null;
            case Attribute.Shape.Funnel(var _, var within)
            when within.isPresent() ->
                frame -> frame.values[slot] instanceof Value.Funnel funnel
                                && Funnels.end(funnel, within.get(), zone) > frame.now
                        ? funnel
                        : null;
            case Attribute.Shape.Plain _,
                    Attribute.Shape.Whole _,
                    Attribute.Shape.Timeline _,
                    Attribute.Shape.Funnel _ -> frame -> frame.values[slot];
        };
    }

    Read operand(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> name(name);
            case Operand.Constant(var value) -> _ -> value;
            case Operand.ListOf(var items) ->
                listOf(items.stream().map(this::operand).toList());
        };
    }

    /** Compiles what enrichments set a value to. */
    Expressions expressions() {
        return expressions;
    }

    /** Items that are missing are left out; a list within the list is taken apart; nothing at all is missing. */
    private static Read listOf(List<Read> items) {
        return frame -> {
            List<Value> values = new ArrayList<>();
            for (var item : items) {
                switch (item.value(frame)) {
                    case null -> {}
                    case Value.Items(var inner) -> values.addAll(inner);
                    case Value.Tags(var sorted) -> sorted.forEach(text -> values.add(new Value.Text(text)));
                    case Value value -> values.add(value);
                }
            }
            return values.isEmpty() ? null : new Value.Items(values);
        };
    }
}
