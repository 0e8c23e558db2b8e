package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Value;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Events that come late: from where their profile is folded again, and who waits meanwhile. */
final class LateEventsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Engine ENGINE = Engine.of(Shop.WORKSPACE);

    private final Rig rig = Rig.of(Shop.WORKSPACE, START.toString()).open();
    private final List<Event> sent = new ArrayList<>();

    private Event event(Duration after, String name) {
        var event = rig.event("ada", name, START.plus(after).toString(), Origin.LIVE);
        sent.add(event);
        return event;
    }

    private void history(int events) {
        for (var i = 0; i < events; i++) {
            rig.timeIs(START.plusSeconds(i));
            rig.send(event(Duration.ofSeconds(i), i % 3 == 0 ? "purchase" : "page_view"));
        }
    }

    private List<Event> sorted() {
        return sent.stream().sorted(Event.ORDER).toList();
    }

    /** By number, those of the only profile there is. */
    private TreeMap<Long, byte[]> checkpoints() {
        rig.writeBack();
        var rows = new TreeMap<Long, byte[]>();
        try (var view = rig.storage().state().view()) {
            view.scan(
                    Family.CHECKPOINTS,
                    Keys.FIRST,
                    Keys.behind(Keys.FIRST),
                    (key, row) -> rows.put(~ByteBuffer.wrap(key).getLong(Long.BYTES), row) == null);
        }
        return rows;
    }

    @Test
    void aCheckpointIsTheProfileOfTheFirstEventsWhateverCameLate() {
        history(700);
        var chance = new Random(1);
        for (var i = 0; i < 60; i++) {
            var before = 1 + chance.nextInt(i % 2 == 0 ? 690 : 40);
            rig.send(event(Duration.ofSeconds(699 - before).plusMillis(1 + chance.nextInt(900)), "purchase"));
        }

        var all = sorted();
        assertThat(checkpoints())
                .isNotEmpty()
                .allSatisfy((number, row) -> assertThat(row)
                        .isEqualTo(
                                ENGINE.encode(HistoryFold.of(ENGINE, all.subList(0, Math.toIntExact(number * 32))))));
        var orders = all.stream().filter(each -> each.name().equals("purchase")).count();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(orders));
        assertThat(rig.host().stats().lateFolds()).isEqualTo(60);
    }

    @Test
    void thereIsOneNotMuchFurtherBackThanAnEventComes() {
        rig.settings(Rig.settings(1).withFolding(1, 256)).open();
        history(600);

        var numbers = checkpoints().keySet().stream().sorted().toList();
        assertThat(numbers).hasSizeLessThan(16 * 10);
        assertThat(LongStream.range(1, 600)).allSatisfy(back -> {
            var nearest =
                    numbers.stream().filter(number -> number <= 600 - back).reduce(0L, (_, later) -> later);
            assertThat(600 - nearest).isLessThanOrEqualTo(back + back / 15);
            assertThat(before(600 - back, new Spacing(1)).map(Profile::events).orElse(0L))
                    .as("%d back", back)
                    .isEqualTo(nearest);
        });
        assertThat(before(0, new Spacing(1))).isEmpty();
    }

    /** The checkpoint from which it would be folded if something came right behind so many events. */
    private Optional<Profile> before(long events, Spacing spacing) {
        var editions = new Editions(Edition.of(1, Instant.EPOCH, false, ENGINE), List.of());
        var time = START.plusSeconds(events - 1).plusMillis(1);
        return new CheckpointTable(new Overlay(rig.storage().state()), editions, spacing)
                .before(onlyProfile(), rig.event("ada", "purchase", time.toString(), Origin.LIVE));
    }

    @Test
    void allThatAreThereAreThoseThatAreKept() {
        assertThat(LongStream.rangeClosed(0, 2_000))
                .allSatisfy(last -> assertThat(Spacing.kept(last))
                        .isEqualTo(LongStream.rangeClosed(1, last)
                                .filter(number -> Spacing.isKept(number, last))
                                .boxed()
                                .sorted(Comparator.reverseOrder())
                                .mapToLong(Long::longValue)
                                .toArray()));
        rig.settings(Rig.settings(1).withFolding(1, 20)).open();
        history(100);
        rig.threads().hold("folding");
        var late = LongStream.range(0, 500)
                .mapToObj(number -> event(Duration.ofSeconds(59).plusMillis(1 + number), "purchase"))
                .toList();
        var answers = rig.host().ingest(late);
        rig.threads().run();
        rig.threads().hold("");
        rig.wait(answers);

        assertThat(checkpoints().keySet())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Spacing.kept(600)).boxed().toArray(Long[]::new));
    }

    @Test
    void onlyTheEventsBehindItAreFoldedAgain() {
        history(640);
        rig.writeBack();

        assertThat(before(631, new Spacing(32)).orElseThrow().events()).isEqualTo(608);
    }

    private long onlyProfile() {
        var found = new ArrayList<Long>();
        try (var view = rig.storage().state().view()) {
            view.scan(
                    Family.PROFILES,
                    Keys.FIRST,
                    Keys.behind(Keys.FIRST),
                    (key, _) -> found.add(ByteBuffer.wrap(key).getLong()));
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void whatTakesLongHoldsUpNobodyElse() {
        rig.settings(Rig.settings(1).withFolding(32, 20)).open();
        history(100);
        rig.threads().hold("folding");

        var late = rig.host().ingest(event(Duration.ofSeconds(1).plusMillis(1), "purchase"));
        var behind = rig.host().ingest(event(Duration.ofSeconds(100), "purchase"));
        assertThat(rig.send("bob", "purchase").status()).isEqualTo(Status.ACCEPTED);
        rig.threads().run();
        assertThat(late).isNotDone();
        assertThat(behind).isNotDone();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(34));

        rig.threads().hold("");
        assertThat(rig.wait(late).status()).isEqualTo(Status.ACCEPTED);
        assertThat(rig.wait(behind).status()).isEqualTo(Status.ACCEPTED);
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(36));
    }

    @Test
    void whatWaitsOutlivesTheProcess() {
        rig.settings(Rig.settings(1).withFolding(32, 20)).open();
        history(100);
        rig.threads().hold("folding");
        var late = rig.host().ingest(event(Duration.ofSeconds(1).plusMillis(1), "purchase"));
        var behind = rig.host().ingest(event(Duration.ofSeconds(100), "purchase"));
        rig.threads().run();
        rig.restart();
        rig.threads().run();

        assertThat(late).isNotDone();
        assertThat(behind).isNotDone();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(36));
        assertThat(rig.host().stats().lateFolds()).isEqualTo(1);
    }

    @Test
    void eachThatWaitedIsToldOfByItself() {
        rig.settings(Rig.settings(1).withFolding(32, 20)).open();
        for (var i = 0; i < 100; i++) {
            rig.timeIs(START.plusSeconds(i));
            rig.send(event(Duration.ofSeconds(i), "page_view"));
        }
        rig.threads().hold("folding");
        var _ = rig.host().ingest(event(Duration.ofSeconds(1).plusMillis(1), "page_view"));
        rig.timeIs(START.plus(Duration.ofHours(3)));
        var _ = rig.host().ingest(event(Duration.ofHours(3), "purchase"));
        rig.threads().hold("");
        rig.threads().run();

        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada");
        assertThat(rig.offered().getLast().event()).isEqualTo(sent.getLast());
    }

    @Test
    void aDeadlineThatComesMeanwhileHappensOnce() {
        rig.settings(Rig.settings(1).withFolding(32, 20)).open();
        history(100);
        rig.threads().hold("folding");
        var late = rig.host().ingest(event(Duration.ofSeconds(1).plusMillis(1), "purchase"));
        rig.threads().run();
        rig.tick(START.plus(Duration.ofDays(200)).toString());
        rig.threads().hold("");
        rig.wait(late);
        rig.tick(START.plus(Duration.ofDays(200)).plusSeconds(1).toString());
        rig.tick(START.plus(Duration.ofDays(200)).plusSeconds(60).toString());

        assertThat(rig.profileOf("ada").segments()).containsKey("lapsed");
        assertThat(rig.host().stats().segments()).containsEntry("lapsed", 1L);
    }
}
