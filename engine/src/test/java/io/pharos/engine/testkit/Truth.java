package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Condition;
import io.pharos.model.Condition.All;
import io.pharos.model.Condition.Any;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.EventNamed;
import io.pharos.model.Condition.FromImport;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Not;
import io.pharos.model.Condition.RuleHolds;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Event;
import io.pharos.model.Name;
import io.pharos.model.Operator.Changed;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a condition holds of a person in a scene, worked out from scratch each time. */
final class Truth {
    private final Workspace workspace;
    private final Person person;
    private final Lookup lookup;
    private final Passing passing;
    private final Set<Matching> kinds;
    private final Set<Name> figures;

    Truth(Workspace workspace, Person person) {
        var leaves = new Leaves(workspace);
        this.workspace = workspace;
        this.person = person;
        this.lookup = new Lookup(workspace, person);
        this.passing = new Passing(workspace, lookup);
        this.kinds = leaves.everywhere().flatMap(Leaves::kinds).collect(Collectors.toSet());
        this.figures = leaves.everywhere().flatMap(Leaves::figures).collect(Collectors.toSet());
    }

    boolean holds(Condition condition, Scene scene) {
        return switch (condition) {
            case All(var conditions) -> conditions.stream().allMatch(each -> holds(each, scene));
            case Any(var conditions) -> conditions.stream().anyMatch(each -> holds(each, scene));
            case Not(var negated) -> !holds(negated, scene);
            case EventNamed(var names) ->
                scene.processed().filter(event -> names.contains(event.name())).isPresent();
            case FromImport(var expected) ->
                scene.processed()
                        .filter(event -> workspace.isFromFile(event) == expected)
                        .isPresent();
            case RuleHolds(var rule) -> holds(workspace.rules().get(rule).condition(), scene);
            case Wears(var badge) -> person.worn.contains(badge);
            case InSegment(var segment) -> person.joined.contains(segment);
            case Compare(var name, Changed(var expected)) ->
                scene.processed().isPresent()
                        && lookup.value(name, scene).equals(lookup.valueBefore(name, Optional.empty(), scene))
                                != expected;
            case Compare(var name, var operator) ->
                passing.passes(operator, new Subject(lookup.value(name, scene), name instanceof Name.Property), scene);
            case Did did -> {
                var behaviour = behaviour(scene);
                yield did.measures().stream()
                        .allMatch(measure -> passing.passes(measure.tests(), behaviour.figure(did, measure), scene));
            }
            case Sequence sequence -> behaviour(scene).happened(sequence);
        };
    }

    /** The event being processed counts, as far as can be said by now. */
    Behaviour behaviour(Scene scene) {
        var history = new ArrayList<>(person.history);
        scene.processed()
                .filter(event -> !isRemembered(event))
                .ifPresent(event -> history.add(happening(event, scene)));
        return new Behaviour(history, scene.now(), new Conversions(workspace.zone()));
    }

    private boolean isRemembered(Event event) {
        return !person.history.isEmpty() && person.history.getLast().event() == event;
    }

    /** What the event being processed was, once all attributes are written. */
    Happening happening(Event event, Scene scene) {
        var values = new HashMap<Name, Value>();
        figures.forEach(name -> lookup.value(name, scene).ifPresent(value -> values.put(name, value)));
        return new Happening(
                event,
                kinds.stream().filter(kind -> isOfKind(event, kind, scene)).collect(Collectors.toSet()),
                values,
                ofEvent());
    }

    private boolean isOfKind(Event event, Matching kind, Scene scene) {
        return (kind.names().isEmpty() || kind.names().contains(event.name()))
                && kind.where().stream().allMatch(where -> holds(where, scene));
    }

    private Map<String, Value> ofEvent() {
        return person.written.entrySet().stream()
                .filter(entry -> workspace.attributes().get(entry.getKey()).scope() == Scope.EVENT)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
