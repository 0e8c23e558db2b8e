package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge;
import io.pharos.model.Workspace.Badge.Change;
import io.pharos.model.Workspace.Rule;
import io.pharos.model.Workspace.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a workspace and a history that show a fault smaller, as long as they still show it. */
public final class Shrink {
    private final BiPredicate<Workspace, List<Event>> fault;

    private Shrink(BiPredicate<Workspace, List<Event>> fault) {
        this.fault = fault;
    }

    /** What is left when nothing more can be taken away. */
    public record Smallest(Workspace workspace, List<Event> events) {
        @Override
        public String toString() {
            var lines = new ArrayList<String>();
            lines.add(workspace.zone() + ", " + workspace.visits());
            workspace
                    .attributes()
                    .values()
                    .forEach(attribute -> lines.add(attribute.name() + " " + attribute.scope() + " " + attribute.since()
                            + " " + attribute.definition()));
            workspace.rules().values().forEach(rule -> lines.add(rule.name() + " " + rule.condition()));
            workspace
                    .badges()
                    .values()
                    .forEach(badge -> lines.add(
                            "badge " + badge.name() + " assign " + badge.assign() + " remove " + badge.remove()));
            workspace
                    .segments()
                    .values()
                    .forEach(segment -> lines.add("segment " + segment.name() + " " + segment.condition()));
            events.forEach(event -> lines.add(event.toString()));
            return String.join("\n  ", lines);
        }
    }

    /** @param fault whether the two still show it; a workspace that cannot be used shows nothing */
    public static Smallest smallest(
            Workspace workspace, List<Event> events, BiPredicate<Workspace, List<Event>> fault) {
        return new Shrink((definitions, history) -> {
                    try {
                        return fault.test(definitions, history);
                    } catch (RuntimeException e) {
                        // Something was taken away that is still spoken of.
                        return false;
                    }
                })
                .from(new Smallest(workspace, events));
    }

    private Smallest from(Smallest found) {
        for (var smaller = smaller(found); smaller.isPresent(); smaller = smaller(found)) {
            found = smaller.get();
        }
        return found;
    }

    private Optional<Smallest> smaller(Smallest found) {
        return Stream.concat(
                        without(found.events()).map(events -> new Smallest(found.workspace(), events)),
                        smaller(found.workspace()).map(workspace -> new Smallest(workspace, found.events())))
                .filter(candidate -> fault.test(candidate.workspace(), candidate.events()))
                .findFirst();
    }

    private static <T> Stream<List<T>> without(List<T> items) {
        return IntStream.range(0, items.size()).mapToObj(index -> {
            var fewer = new ArrayList<>(items);
            fewer.remove(index);
            return List.copyOf(fewer);
        });
    }

    private static Stream<Workspace> smaller(Workspace workspace) {
        return Stream.of(
                        changed(workspace.segments(), Shrink::smaller)
                                .map(segments -> with(
                                        workspace,
                                        workspace.attributes(),
                                        workspace.rules(),
                                        workspace.badges(),
                                        segments)),
                        changed(workspace.badges(), Shrink::smaller)
                                .map(badges -> with(
                                        workspace,
                                        workspace.attributes(),
                                        workspace.rules(),
                                        badges,
                                        workspace.segments())),
                        changed(workspace.rules(), Shrink::smaller)
                                .map(rules -> with(
                                        workspace,
                                        workspace.attributes(),
                                        rules,
                                        workspace.badges(),
                                        workspace.segments())),
                        changed(workspace.attributes(), Shrink::smaller)
                                .map(attributes -> with(
                                        workspace,
                                        attributes,
                                        workspace.rules(),
                                        workspace.badges(),
                                        workspace.segments())))
                .flatMap(candidates -> candidates);
    }

    /** {@code definitions} with one of them left out, or made smaller. */
    private static <T> Stream<Map<String, T>> changed(Map<String, T> definitions, Function<T, Stream<T>> smaller) {
        return definitions.keySet().stream()
                .flatMap(name -> Stream.concat(
                                Stream.of(Optional.<T>empty()),
                                smaller.apply(definitions.get(name)).map(Optional::of))
                        .map(replacement -> {
                            var changed = new LinkedHashMap<>(definitions);
                            replacement.ifPresentOrElse(one -> changed.put(name, one), () -> changed.remove(name));
                            return changed;
                        }));
    }

    private static Stream<Segment> smaller(Segment segment) {
        return smaller(segment.condition()).map(condition -> new Segment(segment.name(), condition, segment.about()));
    }

    private static Stream<Rule> smaller(Rule rule) {
        return smaller(rule.condition()).map(condition -> new Rule(rule.name(), condition, rule.about()));
    }

    private static Stream<Badge> smaller(Badge badge) {
        return Stream.concat(
                smaller(badge.assign())
                        .map(assign -> new Badge(badge.name(), "", "", assign, badge.remove(), badge.about())),
                smaller(badge.remove())
                        .map(remove -> new Badge(badge.name(), "", "", badge.assign(), remove, badge.about())));
    }

    private static Stream<Optional<Change>> smaller(Optional<Change> change) {
        return change.stream()
                .flatMap(present -> Stream.concat(
                        Stream.of(Optional.empty()),
                        smaller(present.condition())
                                .map(condition -> Optional.of(new Change(present.when(), condition)))));
    }

    private static Stream<Attribute> smaller(Attribute attribute) {
        return attribute.definition() instanceof Written(var enrichments)
                ? Stream.concat(
                                without(enrichments),
                                IntStream.range(0, enrichments.size())
                                        .boxed()
                                        .flatMap(index -> smaller(enrichments.get(index))
                                                .map(enrichment -> {
                                                    var changed = new ArrayList<>(enrichments);
                                                    changed.set(index, enrichment);
                                                    return changed;
                                                })))
                        .map(fewer -> with(attribute, new Written(fewer)))
                : Stream.empty();
    }

    private static Stream<Enrichment> smaller(Enrichment enrichment) {
        return enrichment.condition().stream()
                .flatMap(condition -> Stream.concat(
                        Stream.of(new Enrichment(enrichment.when(), Optional.empty(), enrichment.operation())),
                        smaller(condition)
                                .map(smaller -> new Enrichment(
                                        enrichment.when(), Optional.of(smaller), enrichment.operation()))));
    }

    private static Stream<Condition> smaller(Condition condition) {
        return switch (condition) {
            case Condition.All(var conditions) ->
                Stream.concat(conditions.stream(), without(conditions).map(Condition.All::new));
            case Condition.Any(var conditions) ->
                Stream.concat(conditions.stream(), without(conditions).map(Condition.Any::new));
            case Condition.Not(var negated) ->
                Stream.concat(Stream.of(negated), smaller(negated).map(Condition.Not::new));
            case Condition.EventNamed _,
                    Condition.RuleHolds _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Compare _ -> Stream.empty();
        };
    }

    private static Attribute with(Attribute attribute, Definition definition) {
        return new Attribute(
                attribute.name(),
                attribute.scope(),
                attribute.type(),
                attribute.restricted(),
                attribute.since(),
                definition,
                attribute.about());
    }

    private static Workspace with(
            Workspace workspace,
            Map<String, Attribute> attributes,
            Map<String, Rule> rules,
            Map<String, Badge> badges,
            Map<String, Segment> segments) {
        return new Workspace(
                workspace.name(),
                workspace.zone(),
                workspace.visits(),
                workspace.live(),
                workspace.settle(),
                workspace.sources(),
                workspace.identifiers(),
                attributes,
                rules,
                badges,
                segments,
                workspace.connectors(),
                workspace.actions(),
                workspace.views(),
                workspace.tests());
    }
}
