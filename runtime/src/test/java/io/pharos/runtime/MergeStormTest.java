package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.runtime.testing.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One identifier that thousands of visitors share: what each of them costs does not grow with how many they are. */
final class MergeStormTest {
    private static final int VISITORS = 3_000;
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Workspace WORKSPACE = Draft.workspace("storm")
            .identifier("email", Policy.MERGE, Optional.empty())
            .build();

    private final Reckoned state = new Reckoned();
    private final Identities identities =
            new Identities(state, StoreSecret.of(new MemoryStorage().state()), WORKSPACE, 1);
    private long position;

    /** Rows that are counted as they are read. */
    private static final class Reckoned implements Rows {
        private final Map<Family, NavigableMap<byte[], byte[]>> rows = new EnumMap<>(Family.class);
        private long read;

        private NavigableMap<byte[], byte[]> of(Family family) {
            return rows.computeIfAbsent(family, _ -> new TreeMap<>(Arrays::compareUnsigned));
        }

        @Override
        public Optional<byte[]> get(Family family, byte[] key) {
            read++;
            return Optional.ofNullable(of(family).get(key));
        }

        @Override
        public void scan(Family family, byte[] from, byte[] to, Reader reader) {
            for (var row : of(family).subMap(from, true, to, false).entrySet()) {
                read++;
                if (!reader.row(row.getKey(), row.getValue())) {
                    return;
                }
            }
        }

        void write(Changes changes) {
            changes.write(new State.Batch() {
                @Override
                public void put(Family family, byte[] key, byte[] value) {
                    of(family).put(key, value);
                }

                @Override
                public void delete(Family family, byte[] key) {
                    of(family).remove(key);
                }
            });
        }
    }

    private static Event event(int number, Instant time) {
        return new Event(
                "e" + number,
                "website",
                "v" + number,
                "login",
                time,
                0,
                time,
                Origin.LIVE,
                null,
                Map.of("email", new Value.Text("shared@example.com")),
                List.of());
    }

    private List<Work> resolve(Event event) {
        var works = new ArrayList<Work>();
        identities.resolve(
                new Logged(position++, event.arrival(), new Intake(WORKSPACE).entry(event)),
                List.of(),
                List.of(),
                works::add);
        state.write(identities.rows().freeze());
        identities.rows().written();
        return works;
    }

    @Test
    void oneMoreOfThemCostsAsMuchAsTheFirstInWhateverOrderTheyCome() {
        var chance = new Random(1);
        var events = new ArrayList<Event>();
        for (var number = 0; number < VISITORS; number++) {
            events.add(event(number, START.plusMillis(10L * number + (number < 200 ? 0 : chance.nextInt(200)))));
        }
        var refused = 0;
        for (var event : events) {
            refused += resolve(event).stream()
                            .filter(Work.Apply.class::isInstance)
                            .map(Work.Apply.class::cast)
                            .anyMatch(apply -> !apply.problems().isEmpty())
                    ? 1
                    : 0;
        }

        assertThat(refused).isEqualTo(VISITORS - WORKSPACE.limits().identifiers() + 1);
        assertThat(state.read).isLessThan(40L * VISITORS);
        assertThat(identities.person(Identifier.anonymous("v1")))
                .isEqualTo(identities.person(new Identifier("email", "shared@example.com")))
                .isNotEqualTo(identities.person(Identifier.anonymous("v2999")));
    }
}
