package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compiled workspace. Immutable. */
final class Program {
    final Layout layout;
    final Identification identification;
    final Enrich enrich;
    final Review review;
    final Deadlines deadlines;
    final Checks checks;
    final Reading reading;
    final Workspace workspace;
    final List<String> badges;
    final List<String> segments;
    final long version;
    /** The properties of a visit's last event that are kept until the visit ends. */
    final Set<String> readAtVisitEnd;
    /** Of all properties that a step looks at, or a condition of an action. */
    final PropertyNames properties;

    private final Map<Condition, Check> actionConditions = new HashMap<>();

    Program(Workspace workspace) {
        var behaviours = new Behaviours(workspace);
        var remembered = new Remembered(workspace);
        this.layout = new Layout(
                workspace,
                Stream.concat(behaviours.sequenceAttributes().stream(), remembered.attributes().stream())
                        .toList(),
                behaviours.trackAttributes());
        this.identification = new Identification(workspace);
        this.checks = new Checks(workspace, layout, behaviours, remembered);
        var hidden = Stream.concat(
                Hidden.ofBehaviours(workspace, layout, checks).stream(), remembered.hidden(layout, checks).stream());
        this.enrich = new Enrich(workspace, layout, checks, hidden.toList());
        this.review = new Review(workspace, layout, checks);
        this.deadlines = review.deadlines();
        this.reading = new Reading(workspace, checks.reads());
        this.workspace = workspace;
        this.badges = List.copyOf(workspace.badges().keySet());
        this.segments = List.copyOf(workspace.segments().keySet());
        this.version = Fingerprint.of(workspace, behaviours);
        this.readAtVisitEnd = new LinkedHashSet<>(enrich.readAtVisitEnd());
        readAtVisitEnd.addAll(review.readAtVisitEnd());
        for (var action : workspace.actions().values()) {
            action.condition().ifPresent(condition -> actionConditions.put(condition, checks.compile(condition)));
        }
        this.properties = new PropertyNames(readOfEvents());
    }

    private Set<String> readOfEvents() {
        var names = new TreeSet<>(checks.reads().properties());
        names.addAll(Visit.READ);
        workspace.identifiers().forEach(kind -> names.addAll(kind.from()));
        return names;
    }

    Check check(Condition condition) {
        var known = actionConditions.get(condition);
        return known != null ? known : checks.compile(condition);
    }

    /** A look at the profile as it stands, at a moment. */
    Frame look(Profile profile, long now) {
        return Frame.toLook(layout, profile, now, null);
    }

    /** A look at the profile as an event found or left it. */
    Frame look(Profile profile, @Nullable Event event, long now) {
        return Frame.toLook(layout, profile, now, event);
    }
}
