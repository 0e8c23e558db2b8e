package io.pharos.engine.testkit;

import io.pharos.model.About;
import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Condition;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge;
import io.pharos.model.Workspace.Badge.Change;
import io.pharos.model.Workspace.Limits;
import io.pharos.model.Workspace.Rule;
import io.pharos.model.Workspace.Segment;
import io.pharos.model.Workspace.Visits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
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
            lines.add(workspace.zone() + ", " + workspace.visits() + ", " + workspace.limits());
            workspace
                    .attributes()
                    .values()
                    .forEach(attribute -> lines.add(attribute.name() + " " + attribute.scope() + " " + attribute.type()
                            + " " + attribute.shape() + " " + attribute.since() + " " + attribute.definition()));
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
        return Stream.of(
                        Lists.without(found.events()).map(events -> new Smallest(found.workspace(), events)),
                        smaller(found.workspace()).map(workspace -> new Smallest(workspace, found.events())),
                        Lists.withOneOf(found.events(), Shrink::smaller)
                                .map(events -> new Smallest(found.workspace(), events)))
                .flatMap(candidates -> candidates)
                .filter(candidate -> fault.test(candidate.workspace(), candidate.events()))
                .findFirst();
    }

    private static Stream<Event> smaller(Event event) {
        return event.properties().keySet().stream().map(property -> {
            var fewer = new LinkedHashMap<>(event.properties());
            fewer.remove(property);
            return new Event(
                    event.id(),
                    event.source(),
                    event.visitor(),
                    event.name(),
                    event.time(),
                    event.order(),
                    event.arrival(),
                    event.origin(),
                    event.sentTime(),
                    fewer,
                    event.marks());
        });
    }

    private static Stream<Workspace> smaller(Workspace workspace) {
        return Stream.of(
                        simpler(workspace),
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

    /** With the defaults. */
    private static Stream<Workspace> simpler(Workspace workspace) {
        return Stream.of(
                        with(workspace, ZoneOffset.UTC, workspace.visits(), workspace.limits()),
                        with(workspace, workspace.zone(), Visits.DEFAULT, workspace.limits()),
                        with(workspace, workspace.zone(), workspace.visits(), Limits.DEFAULT))
                .filter(candidate -> !candidate.equals(workspace));
    }

    private static Stream<Segment> smaller(Segment segment) {
        return Smaller.conditions(segment.condition())
                .map(condition -> new Segment(segment.name(), condition, segment.keep(), segment.about()));
    }

    private static Stream<Rule> smaller(Rule rule) {
        return Smaller.conditions(rule.condition()).map(condition -> new Rule(rule.name(), condition, rule.about()));
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
                        Smaller.conditions(present.condition())
                                .map(condition -> Optional.of(new Change(present.when(), condition)))));
    }

    private static Stream<Attribute> smaller(Attribute attribute) {
        return Stream.concat(
                Smaller.shapes(attribute.shape()).map(shape -> with(attribute, shape, attribute.definition())),
                attribute.definition() instanceof Written(var enrichments)
                        ? Stream.concat(Lists.without(enrichments), Lists.withOneOf(enrichments, Smaller::enrichments))
                                .map(fewer -> with(attribute, attribute.shape(), new Written(fewer)))
                        : Stream.empty());
    }

    private static Attribute with(Attribute attribute, Shape shape, Definition definition) {
        return new Attribute(
                attribute.name(),
                attribute.scope(),
                attribute.type(),
                shape,
                attribute.restricted(),
                attribute.since(),
                definition,
                attribute.about());
    }

    /** The same without badges and with other segments, named by their numbers from 0. */
    static Workspace withSegments(Workspace workspace, List<Condition> conditions) {
        var segments = new LinkedHashMap<String, Segment>();
        conditions.forEach(condition -> {
            var name = String.valueOf(segments.size());
            segments.put(name, new Segment(name, condition, Optional.empty(), new About(name, "", List.of())));
        });
        return with(workspace, workspace.attributes(), workspace.rules(), Map.of(), segments);
    }

    private static Workspace with(Workspace workspace, ZoneId zone, Visits visits, Limits limits) {
        return with(
                workspace,
                zone,
                visits,
                limits,
                workspace.attributes(),
                workspace.rules(),
                workspace.badges(),
                workspace.segments());
    }

    private static Workspace with(
            Workspace workspace,
            Map<String, Attribute> attributes,
            Map<String, Rule> rules,
            Map<String, Badge> badges,
            Map<String, Segment> segments) {
        return with(
                workspace,
                workspace.zone(),
                workspace.visits(),
                workspace.limits(),
                attributes,
                rules,
                badges,
                segments);
    }

    private static Workspace with(
            Workspace workspace,
            ZoneId zone,
            Visits visits,
            Limits limits,
            Map<String, Attribute> attributes,
            Map<String, Rule> rules,
            Map<String, Badge> badges,
            Map<String, Segment> segments) {
        return new Workspace(
                workspace.name(),
                zone,
                visits,
                limits,
                workspace.live(),
                workspace.settle(),
                workspace.retention(),
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
