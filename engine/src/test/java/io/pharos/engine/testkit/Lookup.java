package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition.Derived;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Expression;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Name;
import io.pharos.model.Snapshot;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What names stand for, at any moment from the person's last step on: what time has taken away is gone, what is derived is computed. */
final class Lookup {
    private static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 100);

    private final Workspace workspace;
    private final Person person;
    private final Conversions conversions;

    Lookup(Workspace workspace, Person person) {
        this.workspace = workspace;
        this.person = person;
        this.conversions = new Conversions(workspace.zone());
    }

    Optional<Value> value(Name name, Scene scene) {
        return switch (name) {
            case Name.Property(var property) -> scene.event().flatMap(event -> event.property(property));
            case Name.OfAttribute(var attribute) -> value(attribute, scene.now());
            case Name.EventTime() -> scene.event().map(event -> new Value.Moment(event.time()));
            case Name.OfIdentifier(var kind) ->
                Optional.ofNullable(person.firstOfKind.get(kind)).map(Value.Text::new);
        };
    }

    /**
     * The value as the event met it; empty where no event is processed. Of what belongs to events, the one that was
     * carried last.
     *
     * @param since events before it are not seen
     */
    Optional<Value> valueBefore(Name name, Optional<Instant> since, Scene scene) {
        return scene.before().flatMap(before -> switch (name) {
            case Name.Property(var property) ->
                last(before.history, since, happening -> happening.event().property(property));
            case Name.OfAttribute(var attribute)
            when workspace.attributes().get(attribute).scope() == Scope.EVENT ->
                last(
                        before.history,
                        since,
                        happening -> Optional.ofNullable(happening.ofEvent().get(attribute)));
            case Name.EventTime() ->
                last(before.history, since, happening -> Optional.of(new Value.Moment(happening.time())));
            case Name.OfAttribute _, Name.OfIdentifier _ -> new Lookup(workspace, before).value(name, scene);
        });
    }

    private static Optional<Value> last(
            List<Happening> history, Optional<Instant> since, Function<Happening, Optional<Value>> value) {
        return history.reversed().stream()
                .filter(happening -> since.isEmpty() || !happening.time().isBefore(since.get()))
                .flatMap(happening -> value.apply(happening).stream())
                .findFirst();
    }

    Optional<Value> value(String name, Instant now) {
        var attribute = workspace.attributes().get(name);
        return switch (attribute.definition()) {
            case Written _ ->
                Optional.ofNullable(person.written.get(name)).flatMap(value -> visible(value, attribute.shape(), now));
            case Derived(var expression) ->
                attribute.scope() == Scope.VISIT && person.visit == null
                        ? Optional.empty()
                        : derived(attribute, expression, now);
        };
    }

    private Optional<Value> derived(Attribute attribute, Expression expression, Instant now) {
        // A problem of a derived value is nobody's: it is just missing.
        var problems = new Problems();
        var inputs = new Inputs(name -> value(name, Scene.ofTimeAlone(now)), conversions, problems);
        return new Formulas(
                        attribute.type(), Integer.MAX_VALUE, now, inputs, _ -> Optional.empty(), conversions, problems)
                .of(expression)
                .flatMap(new Fit(attribute, conversions, inputs, NONE, problems)::fitting);
    }

    private Optional<Value> visible(Value value, Shape shape, Instant now) {
        return switch (shape) {
            case Shape.Timeline(var keep, var _)
            when keep.isPresent() ->
                Optional.of(new Value.Timeline(((Value.Timeline) value)
                        .entries().stream()
                                .filter(entry -> isAhead(keep.get(), entry.at(), now))
                                .toList()));
            case Shape.Funnel(var _, var within)
            when within.isPresent() ->
                Optional.of((Value.Funnel) value)
                        .filter(funnel -> funnel.completed()
                                || isAhead(
                                        within.get(), funnel.done().getFirst().at(), now))
                        .map(Function.identity());
            case Shape.Plain _, Shape.Whole _, Shape.Timeline _, Shape.Funnel _ -> Optional.of(value);
        };
    }

    /** Whether {@code span} after the moment is still to come. */
    private boolean isAhead(Span span, Instant from, Instant now) {
        return span.after(from, workspace.zone()).isAfter(now);
    }

    Snapshot snapshot(Instant at) {
        var attributes = new TreeMap<String, Value>();
        for (var attribute : workspace.attributes().keySet()) {
            value(attribute, at).ifPresent(value -> attributes.put(attribute, value));
        }
        return new Snapshot(
                new Identification(workspace)
                        .name(person.identifiers)
                        .map(Identifier::toString)
                        .orElse(""),
                new TreeSet<>(person.identifiers),
                attributes,
                new TreeMap<>(person.wornSince),
                new TreeMap<>(person.joinedSince),
                at);
    }
}
