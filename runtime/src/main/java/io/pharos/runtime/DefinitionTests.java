package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.DefinitionTest;
import io.pharos.model.DefinitionTest.Expectation;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
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
        for (var visitor : visitors) {
            var course = new Course(engine, events(test, visitor));
            test.expectations().stream()
                    .filter(expectation -> expectation.visitor().equals(visitor))
                    .sorted(Comparator.comparing(Expectation::at))
                    .forEach(expectation -> check(expectation, course, failures));
        }
        return failures;
    }

    /** In the order of the fold; of several with one id the one written first, as anywhere. */
    private static List<Event> events(DefinitionTest test, String visitor) {
        var ids = new HashSet<String>();
        return test.events().stream()
                .filter(event -> visitor.equals(event.visitor()))
                .filter(event -> ids.add(event.id()))
                .sorted(Event.ORDER)
                .toList();
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

    /** One visitor's way through a test. */
    private static final class Course {
        private final Engine engine;
        private final Triggers triggers;
        private final Deque<Event> ahead;
        private Profile profile;
        private int visits;

        Course(Engine engine, List<Event> events) {
            this.engine = engine;
            this.triggers = new Triggers(engine);
            this.ahead = new ArrayDeque<>(events);
            this.profile = engine.stranger();
        }

        /** Goes on to {@code moment}, and says what was triggered on the way. */
        List<String> until(Instant moment) {
            var triggered = new ArrayList<String>();
            for (var event = ahead.peek(); event != null && !event.time().isAfter(moment); event = ahead.peek()) {
                take(engine.advance(profile, event.time()), null, triggered);
                take(engine.apply(profile, ahead.remove()), event, triggered);
            }
            take(engine.advance(profile, moment), null, triggered);
            return triggered;
        }

        Snapshot read(Instant at) {
            return engine.read(profile, at);
        }

        private void take(Step step, @Nullable Event event, List<String> triggered) {
            profile = step.profile();
            for (var transition : step.transitions()) {
                visits += transition instanceof Transition.VisitStarted ? 1 : 0;
                triggers.of(transition, profile, event).forEach(action -> triggered.add(action.name()));
            }
        }
    }
}
