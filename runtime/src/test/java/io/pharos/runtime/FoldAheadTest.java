package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Engine;
import io.pharos.engine.testkit.Draft;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what was folded beside a shard may be taken for what the shard would fold. */
final class FoldAheadTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final long ADA = 1;
    private static final long BOB = 2;

    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-02T10:00:00Z");
    private final Engine engine = Engine.of(Shop.WORKSPACE);
    private final List<Event> history = List.of(at(0), at(1), at(2));
    private final HistoryFold fold = HistoryFold.over(engine, history, List.of());
    private final FoldAhead ahead = new FoldAhead();

    private Event at(int second) {
        return rig.event("ada", "purchase", START.plusSeconds(second).toString(), Origin.LIVE);
    }

    @Test
    void itIsTakenOnce() {
        ahead.begin(ADA);
        ahead.ready(ADA, fold);

        assertThat(ahead.take(ADA, engine)).isSameAs(fold);
        assertThat(ahead.take(ADA, engine)).isNull();
    }

    @Test
    void whatComesBehindItIsFoldedOn() {
        ahead.begin(ADA);
        ahead.changes(ADA, at(3));
        ahead.ready(ADA, fold);
        ahead.changes(ADA, at(4));

        assertThat(ahead.take(ADA, engine)).isSameAs(fold);
    }

    @Test
    void whatChangesUpToItsEndUndoesIt() {
        for (var second : List.of(0, 2)) {
            ahead.begin(ADA);
            ahead.changes(ADA, at(second));
            ahead.ready(ADA, fold);
            assertThat(ahead.take(ADA, engine)).isNull();

            ahead.begin(ADA);
            ahead.ready(ADA, fold);
            ahead.changes(ADA, at(second));
            assertThat(ahead.take(ADA, engine)).isNull();
        }
    }

    @Test
    void itIsOfOnePersonUnderOneVersion() {
        ahead.begin(ADA);
        ahead.changes(BOB, at(0));
        ahead.ready(ADA, fold);

        assertThat(ahead.take(BOB, engine)).isNull();
        assertThat(ahead.take(ADA, Engine.of(Draft.workspace("other").build()))).isNull();
    }

    @Test
    void whoWasFoldedAtOnceMeanwhileHasNoUseForIt() {
        ahead.begin(ADA);
        assertThat(ahead.take(ADA, engine)).isNull();
        ahead.ready(ADA, fold);

        assertThat(ahead.take(ADA, engine)).isNull();
    }
}
