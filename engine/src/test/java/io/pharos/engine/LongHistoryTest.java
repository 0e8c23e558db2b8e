package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.engine.testkit.EngineFold;
import io.pharos.engine.testkit.Reference;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Behaviour of visitors who did so much that no one chunk of a track holds it. */
final class LongHistoryTest {
    private static final int EVENTS = 4 * Chunk.MOST;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 10), new Random().longs(2, 1_000_000, Long.MAX_VALUE));
    }

    private static Workspace counting() {
        var view = kind("view");
        var draft = workspace("shop")
                .zone("Europe/Berlin")
                .segment("ever", did(view, figure(Figure.TOTAL, property("x"), above(500))))
                .segment("keen", did(view, days(20), times(atLeast(40))))
                .segment("lately", did(view, days(9), times(between(5, 20))))
                .segment("monthly", did(view, months(1), times(atLeast(50))))
                .segment("new", did(view, days(30), first(above(ago(days(12))))));
        for (var figure : List.of(Figure.TOTAL, Figure.AVERAGE, Figure.MIN, Figure.MAX)) {
            var within = did(view, days(25), figure(figure, property("x"), above(figure == Figure.TOTAL ? 300 : 6)));
            draft = draft.segment("some " + figure, within);
        }
        return draft.build();
    }

    private static List<Event> events(Random random) {
        var events = new ArrayList<Event>();
        var time = START;
        for (var i = 0; i < EVENTS; i++) {
            time = time.plus(Duration.ofMinutes(random.nextInt(4) == 0 ? 0 : random.nextInt(20 * 60)));
            var name = random.nextInt(8) == 0 ? "other" : "view";
            // In the order of their ids, if they are of one moment.
            var id = "e" + (1_000 + i);
            events.add(
                    random.nextInt(5) == 0
                            ? event(id, "ada", name, time)
                            : event(id, "ada", name, time, "x", BigDecimal.valueOf(random.nextInt(-500, 2_000), 2)));
        }
        return events;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineEqualsTheReference(long seed) {
        var events = events(new Random(seed));
        var end = events.getLast().time().plus(Duration.ofDays(60));
        var engine = EngineFold.run(counting(), events, end);
        assertThat(engine).isEqualTo(Reference.run(counting(), events, end).asSeenBy(engine));
        assertThat(engine.transitions()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void foldingAgainLeavesTheBytesThatStepsFromBytesToBytesLeft(long seed) {
        var random = new Random(seed);
        var events = events(random);
        var engine = Engine.of(counting());
        var fold = new EngineFold(engine);
        for (var event : events) {
            fold.apply(event);
            var bytes = engine.encode(fold.profile());
            fold.continueWith(engine.decode(bytes).orElseThrow());
            assertThat(engine.encode(fold.profile())).isEqualTo(bytes);
        }
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        var end = events.getLast().time();
        assertThat(engine.encode(EngineFold.ofAll(engine, shuffled, end).profile()))
                .isEqualTo(engine.encode(fold.profile()));
    }

    private static Workspace ofViews() {
        Condition viewed = did(kind("view"), days(30), figure(Figure.TOTAL, property("x"), above(5)));
        return workspace("shop").segment("viewed", viewed).build();
    }

    @Test
    void anEventOfAnotherKindNeitherReadsNorWritesATrack() {
        var engine = Engine.of(ofViews());
        var known = engine.apply(engine.stranger(), event("a", "ada", "view", START))
                .profile();
        var unreadable = new byte[] {7, 7, 7};
        var profile = new Profile(
                known.now,
                known.last,
                known.events,
                known.identifiers,
                known.values,
                new Track[] {Track.ofBytes(Slice.of(unreadable))},
                known.visit,
                known.badges,
                known.segments,
                Flip.NEVER);

        var decoded = engine.decode(engine.encode(profile)).orElseThrow();
        var after = engine.apply(decoded, event("b", "ada", "other", START.plusSeconds(1)))
                .profile();

        assertThat(after.tracks[0]).isSameAs(decoded.tracks[0]);
        assertThat(engine.encode(after)).containsSequence(unreadable);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.apply(decoded, event("c", "ada", "view", START.plusSeconds(1))))
                .withMessageContaining("damaged");
    }
}
