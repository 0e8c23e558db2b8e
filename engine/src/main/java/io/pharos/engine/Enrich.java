package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All enrichments, in the order in which they run: an attribute after those it reads, within an attribute as written.
 * Those that ask for the event's name are found by it.
 */
final class Enrich {
    private final Map<String, List<Task>> byEventName = new HashMap<>();
    private final List<Task> forOtherNames;
    private final List<Task> atVisitEnd;
    private final Set<String> readAtVisitEnd = new LinkedHashSet<>();

    /** @param hidden what the engine keeps for itself, beside the attributes of the workspace */
    Enrich(Workspace workspace, Layout layout, Checks checks, List<Hidden> hidden) {
        var writes = new Writes(workspace, checks.reads());
        var tasks = new HashMap<String, List<Task>>();
        var reads = new HashMap<String, Dependencies>();
        for (var each : hidden) {
            tasks.put(each.attribute(), List.of(each.task()));
            reads.put(each.attribute(), each.reads());
        }
        for (var attribute : workspace.attributes().values()) {
            tasks.put(attribute.name(), tasks(attribute, layout, checks, writes));
            reads.put(attribute.name(), reads(attribute, checks));
        }
        var written = new ArrayList<>(hidden.stream().map(Hidden::attribute).toList());
        written.addAll(workspace.attributes().keySet());
        var all = Order.of(written, name -> reads.getOrDefault(name, new Dependencies()).attributes).stream()
                .flatMap(name -> tasks.getOrDefault(name, List.of()).stream())
                .toList();
        var atEvents =
                all.stream().filter(task -> task.when() != When.VISIT_ENDED).toList();
        this.atVisitEnd =
                all.stream().filter(task -> task.when() == When.VISIT_ENDED).toList();
        this.forOtherNames =
                atEvents.stream().filter(task -> task.eventNames().isEmpty()).toList();
        atEvents.stream()
                .flatMap(task -> task.eventNames().stream())
                .distinct()
                .forEach(name -> byEventName.put(
                        name, atEvents.stream().filter(task -> task.takes(name)).toList()));
    }

    /** What there is to do at an event of that name, in order. */
    List<Task> atEvent(String eventName) {
        return byEventName.getOrDefault(eventName, forOtherNames);
    }

    /** What there is to do at the end of a visit, in order. */
    List<Task> atVisitEnd() {
        return atVisitEnd;
    }

    /** The properties of a visit's last event that are read when the visit ends. */
    Set<String> readAtVisitEnd() {
        return readAtVisitEnd;
    }

    private List<Task> tasks(Attribute attribute, Layout layout, Checks checks, Writes writes) {
        var since = attribute.since().map(at -> at.toEpochMilli()).orElse(Task.ALWAYS);
        var tasks = new ArrayList<Task>();
        for (var enrichment : enrichments(attribute)) {
            tasks.add(Task.of(
                    layout.slot(attribute.name()),
                    tasks.size(),
                    enrichment.when(),
                    enrichment.condition(),
                    writes.compile(attribute, enrichment.operation()),
                    since,
                    checks));
            if (enrichment.when() == When.VISIT_ENDED) {
                readAtVisitEnd.addAll(reads(enrichment, checks).properties);
            }
        }
        return tasks;
    }

    private static List<Enrichment> enrichments(Attribute attribute) {
        return attribute.definition() instanceof Definition.Written(var enrichments) ? enrichments : List.of();
    }

    private static Dependencies reads(Attribute attribute, Checks checks) {
        var reads = new Dependencies();
        switch (attribute.definition()) {
            case Definition.Derived(var expression) -> reads.add(expression);
            case Definition.Written(var enrichments) ->
                enrichments.forEach(enrichment -> reads.add(enrichment, checks));
        }
        return reads;
    }

    private static Dependencies reads(Enrichment enrichment, Checks checks) {
        var reads = new Dependencies();
        reads.add(enrichment, checks);
        return reads;
    }
}
