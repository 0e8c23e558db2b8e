package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition.Derived;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Span;
import io.pharos.model.Unit;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The moments at which time gives something or takes it away: an event or an entry leaves a window, a funnel runs out, a
 * day more has gone by. Between two of them nothing moves but the age of dates.
 */
final class Edges {
    private final Workspace workspace;
    private final Person person;
    private final Lookup lookup;
    private final Instant from;
    private final Instant to;

    Edges(Workspace workspace, Person person, Instant from, Instant to) {
        this.workspace = workspace;
        this.person = person;
        this.lookup = new Lookup(workspace, person);
        this.from = from;
        this.to = to;
    }

    /** Of all that a leaf reads. */
    Stream<Instant> of(Condition leaf) {
        return Stream.concat(ofHistory(leaf), ofAttributes(leaf));
    }

    private Stream<Instant> ofHistory(Condition leaf) {
        return switch (leaf) {
            case Did did -> ends(did.within());
            case Sequence sequence ->
                Stream.concat(ends(sequence.within()), ends(sequence.ending().map(Sequence.Absence::length)));
            default -> Stream.empty();
        };
    }

    private Stream<Instant> ends(Optional<Span> span) {
        return span.stream()
                .flatMap(within -> person.history.stream().map(event -> within.after(event.time(), workspace.zone())));
    }

    private Stream<Instant> ofAttributes(Condition leaf) {
        var moving = Uses.compared(leaf).filter(this::isElapsed).count();
        return Uses.compared(leaf)
                // The age of one date is found by halving; ages compared with each other or computed with go by their
                // units.
                .filter(attribute -> moving > 1 || !isElapsed(attribute))
                .flatMap(this::of);
    }

    private boolean isElapsed(String attribute) {
        return workspace.attributes().get(attribute).definition() instanceof Derived(Expression.Elapsed _);
    }

    private Stream<Instant> of(String name) {
        var attribute = workspace.attributes().get(name);
        return switch (attribute.definition()) {
            case Written _ -> Stream.ofNullable(person.written.get(name)).flatMap(value -> ofWritten(attribute, value));
            case Derived(var expression) ->
                Stream.concat(ofDerived(expression), Uses.of(expression).flatMap(this::of));
        };
    }

    private Stream<Instant> ofWritten(Attribute attribute, Value value) {
        return switch (attribute.shape()) {
            case Shape.Timeline(var keep, var _) -> keep.stream().flatMap(span -> ends(value, span));
            case Shape.Funnel(var _, var within) ->
                within.stream()
                        .map(span -> span.after(
                                ((Value.Funnel) value).done().getFirst().at(), workspace.zone()));
            case Shape.Plain _, Shape.Whole _ -> Stream.empty();
        };
    }

    private Stream<Instant> ends(Value timeline, Span span) {
        return ((Value.Timeline) timeline).entries().stream().map(entry -> span.after(entry.at(), workspace.zone()));
    }

    private Stream<Instant> ofDerived(Expression expression) {
        return switch (expression) {
            case Expression.Elapsed(var since, var unit, var _) ->
                new Inputs(this::value, new Conversions(workspace.zone()), new Problems())
                        .date(since).stream().flatMap(date -> units(date, unit));
            case Expression.Rolling rolling
            when rolling.within().isPresent() ->
                Stream.ofNullable(person.written.get(rolling.timeline()))
                        .flatMap(timeline -> Stream.concat(
                                ends(timeline, rolling.within().get()),
                                ((Value.Timeline) timeline).entries().stream().map(Value.Timeline.Point::at)));
            default -> Stream.empty();
        };
    }

    private Optional<Value> value(Name name) {
        return lookup.value(name, Scene.ofTimeAlone(from));
    }

    private Stream<Instant> units(Instant since, Unit unit) {
        var distance = new Distance(workspace.zone());
        var start = since.isAfter(from) ? since : from;
        var gone = distance.between(since, start, unit, true).longValueExact();
        return LongStream.iterate(gone + 1, units -> units + 1)
                .mapToObj(units -> distance.after(since, units, unit))
                .takeWhile(moment -> !moment.isAfter(to));
    }
}
