package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.DefinitionTest;
import io.pharos.model.DefinitionTest.Expectation;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the tests that users write beside their definitions. */
public final class DefinitionTests {
    private DefinitionTests() {}

    /** @param failures everything that did not hold, by visitor and time; empty if the test passed */
    public record Result(DefinitionTest test, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /** @param what such as {@code segment vip of ada} */
    public record Failure(Problem.Place place, String what, String expected, String found) {
        @Override
        public String toString() {
            return place + ": " + what + ": expected " + expected + ", found " + found;
        }
    }

    public static List<Result> run(Workspace workspace) {
        var engine = Engine.of(workspace);
        return workspace.tests().stream()
                .map(test -> new Result(test, failures(engine, test)))
                .toList();
    }

    private static List<Failure> failures(Engine engine, DefinitionTest test) {
        var failures = new ArrayList<Failure>();
        Set<String> visitors = new TreeSet<>();
        test.expectations().forEach(expectation -> visitors.add(expectation.visitor()));
        var identification = new Identification(engine.workspace());
        var events = events(test, engine.workspace(), identification);
        for (var visitor : visitors) {
            var person = identification.identifier(Identifier.ANONYMOUS, visitor);
            var course = new Course(engine, events, person.orElse(Identifier.anonymous(visitor)));
            test.expectations().stream()
                    .filter(expectation -> expectation.visitor().equals(visitor))
                    .sorted(Comparator.comparing(Expectation::at))
                    .forEach(expectation -> check(expectation, course, failures));
        }
        return failures;
    }

    /** In the order of the fold; of several of one sender with one id the one written first, as anywhere. */
    private static List<Event> events(DefinitionTest test, Workspace workspace, Identification identification) {
        var seen = new HashSet<List<Object>>();
        return test.events().stream()
                .map(event -> stored(event, workspace))
                .filter(event -> identification.routing(event).isPresent())
                .filter(event -> seen.add(key(event)))
                .sorted(Event.ORDER)
                .toList();
    }

    /** The event as it would be stored if its source sent it. */
    private static Event stored(Event sent, Workspace workspace) {
        var source = workspace.sources().get(sent.source());
        if (source == null) {
            return sent;
        }
        var properties = new LinkedHashMap<>(sent.properties());
        source.treatment().apply(sent.name(), properties);
        return sent.with(properties);
    }

    /** By what an event is known. */
    private static List<Object> key(Event event) {
        return Arrays.asList(event.source(), event.visitor(), event.id());
    }

    private static void check(Expectation expectation, Course course, List<Failure> failures) {
        var triggered = course.until(expectation.at());
        var visitor = course.read(expectation.at());
        var of = " of " + expectation.visitor();
        expectation.badges().forEach(badge -> {
            expect(expectation, "badge " + badge + of, "worn", visitor.badges().containsKey(badge), failures);
        });
        expectation.notBadges().forEach(badge -> {
            expect(
                    expectation,
                    "badge " + badge + of,
                    "not worn",
                    !visitor.badges().containsKey(badge),
                    failures);
        });
        expectation.segments().forEach(segment -> {
            expect(
                    expectation,
                    "segment " + segment + of,
                    "in it",
                    visitor.segments().containsKey(segment),
                    failures);
        });
        expectation.notSegments().forEach(segment -> {
            expect(
                    expectation,
                    "segment " + segment + of,
                    "not in it",
                    !visitor.segments().containsKey(segment),
                    failures);
        });
        expectation.attributes().forEach((name, expected) -> {
            var found = Optional.ofNullable(visitor.attributes().get(name));
            if (!sameToAReader(expected, found)) {
                failures.add(new Failure(expectation.place(), "attribute " + name + of, shown(expected), shown(found)));
            }
        });
        expectation.visits().filter(expected -> expected != course.visits).ifPresent(expected -> {
            failures.add(new Failure(
                    expectation.place(), "visits begun" + of, String.valueOf(expected), String.valueOf(course.visits)));
        });
        expectation.actions().ifPresent(expected -> {
            if (!expected.stream()
                    .sorted()
                    .toList()
                    .equals(triggered.stream().sorted().toList())) {
                failures.add(new Failure(
                        expectation.place(),
                        "actions triggered for " + expectation.visitor(),
                        expected.toString(),
                        triggered.toString()));
            }
        });
    }

    private static void expect(
            Expectation expectation, String what, String expected, boolean holds, List<Failure> failures) {
        if (!holds) {
            var found = expected.startsWith("not ") ? expected.substring("not ".length()) : "not " + expected;
            failures.add(new Failure(expectation.place(), what, expected, found));
        }
    }

    /** Equal as far as a test can say: not when a key of a tally was increased last, nor when a step of a funnel was done. */
    private static boolean sameToAReader(Optional<Value> expected, Optional<Value> found) {
        return expected.map(DefinitionTests::plain).equals(found.map(DefinitionTests::plain));
    }

    private static String shown(Optional<Value> value) {
        return value.map(present -> plain(present).toString()).orElse("missing");
    }

    private static Object plain(Value value) {
        return value instanceof Value.Funnel(var done, var completed)
                ? "steps " + done.stream().map(Value.Funnel.Done::step).toList()
                        + (completed ? ", completed" : ", not completed")
                : ValueJson.plain(value);
    }

    /** One visitor's way through a test: that of the person behind them, whoever that turns out to be. */
    private static final class Course {
        private final Engine engine;
        private final HeadRule rule;
        private final Stitching stitching;
        private final Triggers triggers;
        private final Identifier visitor;
        private final List<Event> past = new ArrayList<>();
        private final Deque<Event> ahead;
        private Attribution attribution;
        private Profile profile;
        private int visits;

        Course(Engine engine, List<Event> events, Identifier visitor) {
            this.engine = engine;
            this.rule = new HeadRule(engine);
            this.stitching = new Stitching(engine.workspace());
            this.triggers = new Triggers(engine);
            this.visitor = visitor;
            this.ahead = new ArrayDeque<>(events);
            this.attribution = stitching.of(past);
            this.profile = engine.stranger();
        }

        /** Goes on to {@code moment}, and says what was triggered on the way. */
        List<String> until(Instant moment) {
            var triggered = new ArrayList<String>();
            for (var event = ahead.peek(); event != null && !event.time().isAfter(moment); event = ahead.peek()) {
                happen(ahead.remove(), triggered);
            }
            take(engine.advance(profile, moment), null, triggered);
            return triggered;
        }

        private void happen(Event event, List<String> triggered) {
            var before = attribution;
            var own = before.of(visitor);
            past.add(event);
            attribution = stitching.of(past);
            var now = attribution.of(visitor);
            if (now.equals(own)) {
                return;
            }
            take(engine.advance(profile, event.time()), null, triggered);
            var known = now.getLast();
            if (key(known).equals(key(event)) && now.subList(0, now.size() - 1).equals(own)) {
                take(engine.apply(profile, known), known, triggered);
            } else {
                meet(parts(before, now), now, event, triggered);
            }
        }

        /** Those who are all in a history now. */
        private static List<List<Event>> parts(Attribution before, List<Event> now) {
            var keys = new HashSet<>(now.stream().map(DefinitionTests::key).toList());
            return before.all().stream()
                    .filter(part -> part.stream().map(DefinitionTests::key).allMatch(keys::contains))
                    .toList();
        }

        /** The visitor is another person than before: what all of whom it is made were is compared with what it is. */
        private void meet(List<List<Event>> parts, List<Event> now, Event event, List<String> triggered) {
            var was = Memberships.NONE;
            for (var part : parts) {
                var folded = engine.advance(HistoryFold.of(engine, part), event.time())
                        .profile();
                was = was.and(Memberships.of(rule.memberships(folded)));
            }
            var fold = HistoryFold.over(engine, now, List.of(event));
            var problems = fold.outcome(event).problems();
            var verdict = rule.gathered(was, fold.profile(), event.time(), event, problems);
            visits = visits(now);
            profile = verdict.shown();
            verdict.moves().forEach(move -> trigger(move.transition(), event, triggered));
        }

        private int visits(List<Event> events) {
            var begun = 0;
            var folded = engine.stranger();
            for (var event : events) {
                var step = engine.apply(folded, event);
                folded = step.profile();
                begun += begun(step);
            }
            return begun;
        }

        private static int begun(Step step) {
            return (int) step.transitions().stream()
                    .filter(transition -> transition instanceof Transition.VisitStarted)
                    .count();
        }

        Snapshot read(Instant at) {
            return engine.read(profile, at);
        }

        private void take(Step step, @Nullable Event event, List<String> triggered) {
            profile = step.profile();
            visits += begun(step);
            step.transitions().forEach(transition -> trigger(transition, event, triggered));
        }

        private void trigger(Transition transition, @Nullable Event event, List<String> triggered) {
            triggers.of(transition, profile, event).forEach(action -> triggered.add(action.name()));
        }
    }
}
