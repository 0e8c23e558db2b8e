package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.EngineFold;
import io.pharos.engine.testkit.Folded;
import io.pharos.engine.testkit.Reference;
import io.pharos.engine.testkit.Shrink;
import io.pharos.engine.testkit.World;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds in every world. Most seeds are always the same; a tenth as many are fresh in each run, and the name of a failed
 * test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class EngineLawsTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 600);

    static LongStream seeds() {
        return seeds(SEEDS);
    }

    static LongStream fewerSeeds() {
        return seeds(SEEDS / 3);
    }

    private static LongStream seeds(int fixed) {
        return LongStream.concat(
                LongStream.range(0, fixed), new Random().longs(fixed / 10 + 1, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineEqualsTheReference(long seed) {
        var world = World.random(seed);
        for (var events : world.visitors()) {
            assertEqualsReference(world.workspace(), events, World.end(events));
        }
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void theEngineEqualsTheReferenceAtAnyMoment(long seed) {
        var world = World.random(seed);
        for (var events : world.visitors()) {
            for (var moment : world.moments(events)) {
                assertEqualsReference(world.workspace(), events, moment);
            }
        }
    }

    private static void assertEqualsReference(Workspace workspace, List<Event> events, Instant until) {
        if (differ(workspace, events, until)) {
            var smallest =
                    Shrink.smallest(workspace, events, (definitions, history) -> differ(definitions, history, until));
            var engine = EngineFold.run(smallest.workspace(), smallest.events(), until);
            assertThat(engine)
                    .as("the engine, as the reference, in%n  %s", smallest)
                    .isEqualTo(reference(smallest.workspace(), smallest.events(), until, engine));
        }
    }

    private static boolean differ(Workspace workspace, List<Event> events, Instant until) {
        var engine = EngineFold.run(workspace, events, until);
        return !engine.equals(reference(workspace, events, until, engine));
    }

    private static Folded reference(Workspace workspace, List<Event> events, Instant until, Folded engine) {
        return Reference.run(workspace, events, until).asSeenBy(engine);
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void aReadIsTheProfileAdvancedAndLeavesNoTrace(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            for (var moment : world.moments(events)) {
                var fold = EngineFold.ofAll(engine, events, moment);
                var before = engine.encode(fold.profile());

                var read = engine.read(fold.profile(), moment);

                assertThat(engine.encode(fold.profile())).isEqualTo(before);
                assertThat(read)
                        .isEqualTo(engine.read(
                                engine.advance(fold.profile(), moment).profile(), moment));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void timeMayPassInAnyPortions(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        var random = new Random(seed);
        for (var events : world.visitors()) {
            var end = World.end(events);
            var fold = new EngineFold(engine);
            var now = Instant.MIN;
            for (var event : inOrder(world.workspace(), events)) {
                while (!now.equals(Instant.MIN) && now.isBefore(event.time()) && random.nextInt(3) > 0) {
                    now = between(now, event.time(), random);
                    fold.advance(now);
                }
                fold.apply(event);
                now = event.time();
            }
            for (var i = 0; i < 10; i++) {
                now = between(now, end, random);
                fold.advance(now);
            }
            assertThat(fold.folded(end)).isEqualTo(EngineFold.run(world.workspace(), events, end));
        }
    }

    private static Instant between(Instant from, Instant to, Random random) {
        return from.plusMillis(random.nextLong(Duration.between(from, to).toMillis() + 1));
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void whatIsDueIsTheNextThingToHappen(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            var end = World.end(events);
            var fold = EngineFold.ofAll(engine, events, end);
            var due = engine.due(fold.profile());
            while (due.isPresent() && !due.get().isAfter(end)) {
                var before = engine.advance(fold.profile(), due.get().minusMillis(1));
                assertThat(before.transitions()).isEmpty();
                assertThat(before.profile()).isSameAs(fold.profile());

                fold.advance(due.get());

                var next = engine.due(fold.profile());
                assertThat(next.filter(due.get()::isBefore))
                        .as("due after %s", due)
                        .isEqualTo(next);
                due = next;
            }
            assertThat(fold.folded(end)).isEqualTo(EngineFold.run(world.workspace(), events, end));
        }
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void aProfileGoesThroughBytesAtEveryStepUnchanged(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        // Compiled apart, as after a restart.
        var restarted = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            var end = World.end(events);
            var fold = new EngineFold(engine);
            for (var event : inOrder(world.workspace(), events)) {
                throughBytes(fold, engine, restarted);
                fold.advance(event.time());
                throughBytes(fold, engine, restarted);
                fold.apply(event);
            }
            throughBytes(fold, engine, restarted);
            assertThat(fold.folded(end)).isEqualTo(EngineFold.run(world.workspace(), events, end));
        }
    }

    private static void throughBytes(EngineFold fold, Engine engine, Engine restarted) {
        var bytes = engine.encode(fold.profile());
        var decoded = restarted.decode(bytes);
        assertThat(decoded).isPresent();
        assertThat(restarted.encode(decoded.get())).isEqualTo(bytes);
        fold.continueWith(decoded.get());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderAndDuplicatesDoNotMatter(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            var end = World.end(events);
            var expected = EngineFold.run(world.workspace(), events, end);

            var disturbed = asTheyCome(engine, world.disturbed(events), end);

            assertThat(disturbed).isEqualTo(expected);
        }
    }

    /** As a shard does it: an event that follows is folded in, one that does not makes the history be folded again. */
    private static Folded asTheyCome(Engine engine, List<Event> events, Instant end) {
        var history = new ArrayList<Event>();
        var fold = new EngineFold(engine);
        for (var event : Reference.withoutDuplicates(engine.workspace(), events)) {
            history.add(event);
            if (engine.follows(fold.profile(), event)) {
                fold.apply(event);
            } else {
                fold = EngineFold.ofAll(engine, history, end);
            }
        }
        return fold.folded(end);
    }

    private static List<Event> inOrder(Workspace workspace, List<Event> events) {
        return Reference.withoutDuplicates(workspace, events).stream()
                .sorted(Event.ORDER)
                .toList();
    }
}
