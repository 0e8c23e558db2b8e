package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Condition;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The semantics of the fold a second time: slow, obvious, and written without a look at the engine. Everything is
 * evaluated at every step, nothing is indexed or kept. It is the judge of the engine.
 */
public final class Reference {
    private final Workspace workspace;
    private final Identification identification;
    private final List<String> attributes;
    private final List<Condition> memberships;
    private final Person person = new Person();
    private final Lookup lookup;
    private final Truth truth;
    private final Flips flips;
    private final Visiting visits;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Event> troubled = new ArrayList<>();

    private Reference(Workspace workspace) {
        var dependencies = new Dependencies(workspace);
        this.workspace = workspace;
        this.identification = new Identification(workspace);
        this.attributes = dependencies.attributes();
        this.memberships = dependencies.memberships();
        this.lookup = new Lookup(workspace, person);
        this.truth = new Truth(workspace, person);
        this.flips = new Flips(workspace, person, truth);
        this.visits = new Visiting(workspace);
    }

    /** The profile at {@code until} of the one visitor who sent {@code events}. */
    public static Snapshot fold(Workspace workspace, Collection<Event> events, Instant until) {
        return run(workspace, events, until).snapshot();
    }

    /**
     * As {@link #fold}, with all that happened on the way.
     *
     * @param events of one visitor, in the order accepted: of duplicates the first counts; later ones than {@code until}
     *     are left out
     */
    public static Folded run(Workspace workspace, Collection<Event> events, Instant until) {
        return new Reference(workspace).fold(events, until);
    }

    /** {@code events} without those that repeat the id of an earlier one of the same sender. */
    public static List<Event> withoutDuplicates(Workspace workspace, Collection<Event> events) {
        record Key(String source, Optional<Identifier> sender, String id) {}
        var identification = new Identification(workspace);
        var seen = new HashSet<Key>();
        return events.stream()
                .filter(event -> seen.add(new Key(event.source(), identification.routing(event), event.id())))
                .toList();
    }

    private Folded fold(Collection<Event> events, Instant until) {
        withoutDuplicates(workspace, events).stream()
                .filter(event -> !event.time().isAfter(until))
                .sorted(Event.ORDER)
                .forEach(event -> {
                    letTimePass(event.time());
                    happen(event);
                });
        letTimePass(until);
        return new Folded(lookup.snapshot(until), transitions, due(Instant.MAX), troubled);
    }

    private void letTimePass(Instant to) {
        for (var due = due(to); due.isPresent() && !due.get().isAfter(to); due = due(to)) {
            fallDue(due.get());
        }
    }

    /** What comes next by time alone, if it comes up to {@code last}. */
    private Optional<Instant> due(Instant last) {
        if (person.standing == null) {
            return Optional.empty();
        }
        return Stream.concat(
                        Stream.ofNullable(person.visit).map(Person.OpenVisit::end),
                        flips.firstAfter(person.standing, last).stream())
                .min(Instant::compareTo);
    }

    private void happen(Event event) {
        var scene = Scene.of(event, person.copy());
        var memberships = Memberships.of(person);
        if (person.seed == null) {
            person.seed =
                    identification.routing(event).map(Identifier::toString).orElse("");
        }
        person.isKnownBy(identification.identifiers(event));
        person.visit = visits.with(person.visit, event);
        if (scene.occasions().contains(When.NEW_VISIT)) {
            transitions.add(new Transition.VisitStarted(event.time()));
        }
        if (enrich(scene)) {
            troubled.add(event);
        }
        person.history.add(truth.happening(event, scene));
        review(scene);
        forget(Scope.EVENT);
        conclude(memberships, scene.now());
    }

    private void fallDue(Instant now) {
        var before = Memberships.of(person);
        if (person.visit != null && person.visit.end().equals(now)) {
            var scene = Scene.ofVisitEnd(now, person.visit.last());
            transitions.add(new Transition.VisitEnded(now));
            enrich(scene);
            review(scene);
            forget(Scope.VISIT);
            person.visit = null;
            // A second time, for what the end of the visit leaves behind: neither its attributes nor its last event.
            review(Scene.ofTimeAlone(now));
        } else {
            review(Scene.ofTimeAlone(now));
        }
        conclude(before, now);
    }

    private void forget(Scope scope) {
        person.written
                .keySet()
                .removeIf(attribute -> workspace.attributes().get(attribute).scope() == scope);
    }

    /** Whether something could not be used. */
    private boolean enrich(Scene scene) {
        var problem = false;
        for (var scope : List.of(List.of(Scope.EVENT), List.of(Scope.VISIT, Scope.VISITOR))) {
            for (var name : attributes) {
                var attribute = workspace.attributes().get(name);
                if (scope.contains(attribute.scope())) {
                    problem |= enrich(attribute, scene);
                }
            }
        }
        return problem;
    }

    private boolean enrich(Attribute attribute, Scene scene) {
        if (!(attribute.definition() instanceof Written(var enrichments))
                || attribute.since().filter(scene.now()::isBefore).isPresent()) {
            return false;
        }
        var name = attribute.name();
        var writing = new Writing(workspace, attribute, lookup, new Draw(person.seed), scene);
        for (var enrichment : enrichments) {
            if (applies(enrichment, scene)) {
                writing.after(enrichment.operation(), lookup.value(name, scene.now()))
                        .ifPresentOrElse(value -> person.written.put(name, value), () -> person.written.remove(name));
            }
        }
        return writing.metProblem();
    }

    private boolean applies(Enrichment enrichment, Scene scene) {
        return scene.occasions().contains(enrichment.when())
                && enrichment.condition().stream().allMatch(condition -> truth.holds(condition, scene));
    }

    private void review(Scene scene) {
        for (var membership : memberships) {
            switch (membership) {
                case Wears(var badge) ->
                    put(person.worn, badge, isWorn(workspace.badges().get(badge), scene));
                case InSegment(var segment) ->
                    put(
                            person.joined,
                            segment,
                            truth.holds(workspace.segments().get(segment).condition(), scene));
                default -> throw new IllegalStateException("not a membership: " + membership);
            }
        }
    }

    private boolean isWorn(Workspace.Badge badge, Scene scene) {
        return !isTrue(badge.remove(), scene) && (person.worn.contains(badge.name()) || isTrue(badge.assign(), scene));
    }

    private boolean isTrue(Optional<Workspace.Badge.Change> change, Scene scene) {
        return change.filter(present -> isOpen(present.when(), scene) && truth.holds(present.condition(), scene))
                .isPresent();
    }

    private static boolean isOpen(Optional<When> gate, Scene scene) {
        return gate.isEmpty() || scene.occasions().contains(gate.get());
    }

    private static void put(Set<String> names, String name, boolean in) {
        if (in) {
            names.add(name);
        } else {
            names.remove(name);
        }
    }

    private record Memberships(Set<String> worn, Set<String> joined) {
        static Memberships of(Person person) {
            return new Memberships(Set.copyOf(person.worn), Set.copyOf(person.joined));
        }
    }

    /** What has changed over a whole step, however often it changed within. */
    private void conclude(Memberships before, Instant now) {
        for (var badge : workspace.badges().keySet()) {
            if (before.worn().contains(badge) && !person.worn.contains(badge)) {
                transitions.add(new Transition.BadgeRemoved(badge, now));
            }
            if (!before.worn().contains(badge) && person.worn.contains(badge)) {
                transitions.add(new Transition.BadgeAssigned(badge, now));
            }
        }
        for (var segment : workspace.segments().keySet()) {
            if (before.joined().contains(segment) && !person.joined.contains(segment)) {
                transitions.add(new Transition.Left(segment, now));
            }
        }
        for (var segment : workspace.segments().keySet()) {
            if (!before.joined().contains(segment) && person.joined.contains(segment)) {
                transitions.add(new Transition.Joined(segment, now));
            }
        }
        person.wornSince = since(person.worn, person.wornSince, now);
        person.joinedSince = since(person.joined, person.joinedSince, now);
        person.standing = now;
    }

    private static Map<String, Instant> since(Set<String> names, Map<String, Instant> before, Instant now) {
        var since = new HashMap<String, Instant>();
        names.forEach(name -> since.put(name, before.getOrDefault(name, now)));
        return since;
    }
}
