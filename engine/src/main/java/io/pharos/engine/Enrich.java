package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All enrichments, in the order in which they run: an attribute after those it reads, within an attribute as written.
 * Those that ask for the event's name are found by it.
 */
final class Enrich {
    private final Map<String, List<Compiled>> byEventName = new HashMap<>();
    private final List<Compiled> forOtherNames;
    private final List<Compiled> atVisitEnd;
    private final Set<String> readAtVisitEnd = new LinkedHashSet<>();

    /**
     * @param check null if there is nothing to ask beyond the event's name, by which the enrichment is found
     * @param since in milliseconds: earlier moments are not seen
     */
    private record Compiled(
            int slot, When when, @Nullable Check check, Write write, long since, Set<String> eventNames) {
        void run(Frame frame) {
            if (frame.now >= since && isMoment(frame) && (check == null || check.holds(frame))) {
                write.to(slot, frame);
            }
        }

        private boolean isMoment(Frame frame) {
            return switch (when) {
                case NEW_VISITOR -> frame.moments.newVisitor();
                case NEW_VISIT -> frame.moments.newVisit();
                case ANY_EVENT, VISIT_ENDED -> true;
            };
        }

        boolean takes(String eventName) {
            return eventNames.isEmpty() || eventNames.contains(eventName);
        }
    }

    Enrich(Workspace workspace, Layout layout, Checks checks) {
        var writes = new Writes(workspace.zone(), new Reads(layout));
        List<Compiled> all = new ArrayList<>();
        for (var attribute : inOrder(workspace, checks)) {
            for (var enrichment : enrichments(attribute)) {
                all.add(compile(attribute, enrichment, layout, checks, writes));
                if (enrichment.when() == When.VISIT_ENDED) {
                    readAtVisitEnd.addAll(dependencies(enrichment, checks).properties);
                }
            }
        }
        var atEvents =
                all.stream().filter(one -> one.when() != When.VISIT_ENDED).toList();
        this.atVisitEnd =
                all.stream().filter(one -> one.when() == When.VISIT_ENDED).toList();
        this.forOtherNames =
                atEvents.stream().filter(one -> one.eventNames().isEmpty()).toList();
        atEvents.stream()
                .flatMap(one -> one.eventNames().stream())
                .distinct()
                .forEach(name -> byEventName.put(
                        name, atEvents.stream().filter(one -> one.takes(name)).toList()));
    }

    void event(Frame frame, String eventName) {
        for (var enrichment : byEventName.getOrDefault(eventName, forOtherNames)) {
            enrichment.run(frame);
        }
    }

    void visitEnd(Frame frame) {
        for (var enrichment : atVisitEnd) {
            enrichment.run(frame);
        }
    }

    /** The properties of a visit's last event that are read when the visit ends. */
    Set<String> readAtVisitEnd() {
        return readAtVisitEnd;
    }

    private static List<Attribute> inOrder(Workspace workspace, Checks checks) {
        var attributes = List.copyOf(workspace.attributes().values());
        return Order.of(
                attributes,
                attribute -> read(attribute, checks).stream()
                        .map(name -> workspace.attributes().get(name))
                        .toList());
    }

    private static Set<String> read(Attribute attribute, Checks checks) {
        return switch (attribute.definition()) {
            case Definition.Derived(Attribute.Derivation.TopKey(var tally)) -> Set.of(tally);
            case Definition.Written(var enrichments) -> {
                var read = new LinkedHashSet<String>();
                enrichments.forEach(enrichment -> read.addAll(dependencies(enrichment, checks).attributes));
                yield read;
            }
        };
    }

    private static List<Enrichment> enrichments(Attribute attribute) {
        return attribute.definition() instanceof Definition.Written(var enrichments) ? enrichments : List.of();
    }

    private static Compiled compile(
            Attribute attribute, Enrichment enrichment, Layout layout, Checks checks, Writes writes) {
        return new Compiled(
                layout.slot(attribute.name()),
                enrichment.when(),
                enrichment
                        .condition()
                        .flatMap(condition -> enrichment.when() == When.VISIT_ENDED
                                ? Optional.of(condition)
                                : beyondName(condition, checks))
                        .<@Nullable Check>map(checks::compile)
                        .orElse(null),
                writes.compile(attribute, enrichment.operation()),
                attribute.since().map(since -> since.toEpochMilli()).orElse(Long.MIN_VALUE),
                enrichment
                        .condition()
                        .map(condition -> eventNames(condition, checks))
                        .orElse(Set.of()));
    }

    /** The names of which the event must have one for the condition to hold; empty if it may hold for any. */
    private static Set<String> eventNames(Condition condition, Checks checks) {
        return switch (condition) {
            case Condition.EventNamed(var names) -> new LinkedHashSet<>(names);
            case Condition.RuleHolds(var rule) -> eventNames(checks.rule(rule), checks);
            case Condition.All(var conditions) ->
                conditions.stream()
                        .map(inner -> eventNames(inner, checks))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(Set.of());
            case Condition.Any _, Condition.Not _, Condition.Wears _, Condition.InSegment _, Condition.Compare _ ->
                Set.of();
        };
    }

    /** What is left to ask of an event that has one of the {@link #eventNames}. */
    private static Optional<Condition> beyondName(Condition condition, Checks checks) {
        if (eventNames(condition, checks).isEmpty()) {
            return Optional.of(condition);
        }
        return switch (condition) {
            case Condition.EventNamed _ -> Optional.empty();
            case Condition.RuleHolds(var rule) -> beyondName(checks.rule(rule), checks);
            case Condition.All(var conditions) -> beyondName(conditions, checks);
            case Condition.Any _, Condition.Not _, Condition.Wears _, Condition.InSegment _, Condition.Compare _ ->
                Optional.of(condition);
        };
    }

    /** The names are those of the first condition that has any. */
    private static Optional<Condition> beyondName(List<Condition> conditions, Checks checks) {
        var left = new ArrayList<>(conditions);
        var named = 0;
        while (eventNames(left.get(named), checks).isEmpty()) {
            named++;
        }
        var beyond = beyondName(left.remove(named), checks);
        if (beyond.isPresent()) {
            left.add(named, beyond.get());
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new Condition.All(left));
    }

    private static Dependencies dependencies(Enrichment enrichment, Checks checks) {
        var dependencies = new Dependencies();
        enrichment.condition().ifPresent(condition -> dependencies.add(condition, checks));
        operands(enrichment.operation()).flatMap(Enrich::names).forEach(dependencies::add);
        return dependencies;
    }

    private static Stream<Operand> operands(Operation operation) {
        return switch (operation) {
            case Operation.Set(var to, var _) -> Stream.of(to);
            case Operation.Clear _ -> Stream.of();
            case Operation.Increase(var by) -> Stream.of(by);
            case Operation.Decrease(var by) -> Stream.of(by);
            case Operation.Add(var from) -> Stream.of(from);
            case Operation.Remove(var item) -> Stream.of(item);
            case Operation.IncreaseKeys(var keys, var by) -> Stream.of(keys, by);
            case Operation.RemoveKey(var key) -> Stream.of(key);
        };
    }

    private static Stream<Name> names(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> Stream.of(name);
            case Operand.Constant _ -> Stream.of();
            case Operand.ListOf(var items) -> items.stream().flatMap(Enrich::names);
        };
    }
}
