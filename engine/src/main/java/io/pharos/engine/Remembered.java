package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression.ChangeIn;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How numbers and dates change from event to event. Attributes of the visit and the visitor are there to be compared with;
 * of what an event alone carries, the last value is remembered, in an attribute that nobody sees.
 */
final class Remembered {
    /** In place of what is no number or date: it was carried all the same. */
    private static final Value.Flag UNUSABLE = new Value.Flag(false);

    private final Workspace workspace;
    private final Map<Key, String> names = new LinkedHashMap<>();

    /**
     * @param dates whether a date is needed of it, and no number
     * @param since earlier events are not seen
     */
    private record Key(Name of, boolean dates, Optional<Instant> since) {
        static Key of(ChangeIn change, Attribute attribute) {
            return new Key(change.of(), change.unit().isPresent(), attribute.since());
        }
    }

    Remembered(Workspace workspace) {
        this.workspace = workspace;
        for (var attribute : workspace.attributes().values()) {
            if (attribute.definition() instanceof Definition.Written(var enrichments)) {
                enrichments.forEach(enrichment -> gather(enrichment, attribute));
            }
        }
    }

    private void gather(Enrichment enrichment, Attribute attribute) {
        if (enrichment.operation() instanceof Operation.Set(ChangeIn change, var _) && isOfEvent(change.of())) {
            names.putIfAbsent(Key.of(change, attribute), "remembered " + (names.size() + 1));
        }
    }

    private boolean isOfEvent(Name name) {
        return switch (name) {
            case Name.Property _, Name.EventTime _ -> true;
            case Name.OfAttribute(var attribute) -> {
                var known = workspace.attributes().get(attribute);
                yield known != null && known.scope() == Scope.EVENT;
            }
            case Name.OfIdentifier _ -> false;
        };
    }

    /** As attributes, so that they have their place among the others. */
    List<Attribute> attributes() {
        var attributes = new ArrayList<Attribute>();
        names.forEach((key, name) ->
                attributes.add(Hidden.attribute(name, key.dates() ? Attribute.Type.DATE : Attribute.Type.NUMBER)));
        return attributes;
    }

    /** How they are written: at every event that carries what is remembered. */
    List<Hidden> hidden(Layout layout, Checks checks) {
        var hidden = new ArrayList<Hidden>();
        names.forEach((key, name) -> {
            var reads = new Dependencies();
            reads.add(key.of());
            var since = key.since().map(Instant::toEpochMilli).orElse(Task.ALWAYS);
            var write = remember(checks.reads().name(key.of()), key.dates());
            var slot = layout.slot(name);
            hidden.add(
                    new Hidden(name, Task.of(slot, 0, When.ANY_EVENT, Optional.empty(), write, since, checks), reads));
        });
        return hidden;
    }

    private Write remember(Read read, boolean dates) {
        var zone = workspace.zone();
        return (slot, frame) -> {
            var found = read.value(frame);
            if (found != null) {
                var usable = dates ? Coercion.moment(found, zone) : Coercion.amount(found);
                frame.put(slot, usable == null ? UNUSABLE : usable);
            }
        };
    }

    /**
     * The difference that an event makes; at the end of a visit there is none.
     *
     * @param attribute that takes the change
     */
    Read change(ChangeIn change, Attribute attribute, Reads reads, Arguments arguments) {
        var before = before(change, attribute, reads);
        var operand = new Operand.Named(change.of());
        if (change.unit().isEmpty()) {
            var number = arguments.number(operand);
            return frame -> {
                var now = number.of(frame);
                var old = now == null ? null : before.value(frame);
                var known = old == null ? null : Coercion.number(old);
                return now == null || known == null ? null : arguments.result(now.subtract(known), frame);
            };
        }
        var zone = workspace.zone();
        var lengths = new Lengths(change.unit().get(), false, zone);
        var date = arguments.date(operand);
        return frame -> {
            var now = date.of(frame);
            var old = now == null ? null : before.value(frame);
            var known = old == null ? null : Coercion.moment(old, zone);
            return now == null || known == null ? null : TimeExpressions.distance(now, known.at(), lengths);
        };
    }

    private Read before(ChangeIn change, Attribute attribute, Reads reads) {
        var name = names.get(Key.of(change, attribute));
        var read = name == null ? reads.name(change.of()) : reads.attribute(name);
        return frame -> frame.event == null ? null : read.value(frame.asFound());
    }
}
