package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.VerificationReport.Difference;
import io.pharos.runtime.testing.MemoryStorage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of damage to the rows of a store is found, and told where it is. */
final class VerificationTest {
    private static final Instant LONG_AGO = Instant.parse("1999-01-01T00:00:00Z");

    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z")
            .settings(Rig.settings(2).withFolding(4, 1000))
            .open();
    private MemoryStorage storage = new MemoryStorage();

    /** Ada has two devices and many events, bob one that he shares nothing with, and one of ada's devices was taken from her. */
    @BeforeEach
    void shop() {
        for (var number = 0; number < 20; number++) {
            send("a" + number, "ada-1", Map.of("email", new Value.Text("ada@example.com")));
        }
        send("b1", "ada-2", Map.of("email", new Value.Text("ada@example.com")));
        send("c1", "ada-3", Map.of("email", new Value.Text("ada@example.com")));
        send("d1", "bob", Map.of());
        rig.wait(rig.host().unlink(new Identifier("email", "ada@example.com"), Identifier.anonymous("ada-3")));
        rig.tick("2026-05-01T10:00:00Z");
        rig.writeBack();
        rig.flush();
        storage = rig.storage().afterCrash();
    }

    private void send(String id, String device, Map<String, Value> properties) {
        rig.send(new Event(
                id, "website", device, "purchase", rig.now(), 0, rig.now(), Origin.LIVE, null, properties, List.of()));
    }

    @Test
    void anUntouchedStoreIsCleanAndCounted() {
        var report = verify();

        assertThat(report.examples()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.profiles()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(23);
        assertThat(report.identifiers()).isEqualTo(5);
        assertThat(report.deliveries()).isEqualTo(rig.ledger().size()).isPositive();
    }

    @Test
    void theRestOfTheLogIsAppliedWithoutBeingWritten() {
        send("e1", "carl", Map.of());
        storage = rig.storage().afterCrash();
        var end = storage.log().end();

        assertThat(verify().events()).isEqualTo(24);
        assertThat(storage.log().end()).isEqualTo(end);
    }

    @Test
    void aChangedProfileIsFound() {
        change(Family.PROFILES, last(Family.PROFILES), -1);

        assertThat(found()).extracting(Difference::family).contains(Family.PROFILES);
    }

    @Test
    void aProfileOfOtherEventsIsFoundWithWhatIsOtherInIt() {
        var history = keys(Family.HISTORY).stream().filter(key -> isAda(key)).toList();
        storage.state().write(batch -> batch.delete(Family.HISTORY, history.get(3)));

        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString())
                        .startsWith("profiles: email:ada@example.com (profile ")
                        .contains("attribute orders"))
                .anySatisfy(each -> assertThat(each.family()).isEqualTo(Family.CHECKPOINTS))
                .anySatisfy(each -> assertThat(each.family()).isEqualTo(Family.EVENT_IDS))
                .anySatisfy(each ->
                        assertThat(each.toString()).isEqualTo("meta: the count of events: found 23, expected 22"));
    }

    @Test
    void aProfileWithoutEventsAndEventsWithoutAProfileAreFound() {
        var bob = keys(Family.HISTORY).stream().filter(key -> !isAda(key)).toList();
        storage.state().write(batch -> bob.forEach(key -> batch.delete(Family.HISTORY, key)));
        assertThat(found()).anySatisfy(each -> assertThat(each.toString()).startsWith("history: profile "));

        storage = rig.storage().afterCrash();
        storage.state().write(batch -> batch.delete(Family.PROFILES, first(Family.PROFILES)));
        assertThat(found())
                .anySatisfy(each ->
                        assertThat(each.toString()).startsWith("profiles: ").contains("no profile"))
                .anySatisfy(each -> assertThat(each.toString()).startsWith("meta: the count of profiles: found 2"));
    }

    @Test
    void anEventThatIsThereTwiceIsFound() {
        var key = keys(Family.HISTORY).getLast();
        var twin = key.clone();
        twin[twin.length - 1] ^= 1;
        copy(Family.HISTORY, key, twin);

        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString())
                        .isEqualTo("history: ids of events: found 1 events that are there twice, expected each once"));
    }

    @Test
    void anEventWithSomebodyElseIsFound() {
        var adas = keys(Family.HISTORY).stream().filter(this::isAda).toList().getFirst();
        var bobs = keys(Family.HISTORY).stream()
                .filter(key -> !isAda(key))
                .toList()
                .getFirst();
        var moved = adas.clone();
        System.arraycopy(bobs, 0, moved, 0, Long.BYTES);
        copy(Family.HISTORY, adas, moved);
        storage.state().write(batch -> batch.delete(Family.HISTORY, adas));

        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString())
                        .startsWith("history: event a")
                        .contains(
                                "found an event of email:ada@example.com, expected to lie with email:ada@example.com"));
    }

    @Test
    void anEventThatCannotBeReadIsFoundAndTheOthersAreCompared() {
        storage.state().write(batch -> batch.put(Family.HISTORY, first(Family.HISTORY), new byte[] {9, 9}));

        assertThat(found()).anySatisfy(each -> assertThat(each.toString()).startsWith("history: event at entry "));
    }

    @Test
    void aWrongCheckpointIsFound() {
        change(Family.CHECKPOINTS, first(Family.CHECKPOINTS), 11);

        assertThat(found()).extracting(Difference::family).containsOnly(Family.CHECKPOINTS);
    }

    @Test
    void aStrayCheckpointAndAnEventThatWaitsInVainAreFound() {
        var bob = keys(Family.HISTORY).stream()
                .filter(key -> !isAda(key))
                .toList()
                .getFirst();
        var key = ByteBuffer.allocate(16).put(bob, 0, Long.BYTES).putLong(99).array();
        copy(Family.CHECKPOINTS, first(Family.CHECKPOINTS), key);
        storage.state().write(batch -> batch.put(Family.BACKLOG, key, new byte[0]));

        assertThat(found()).extracting(Difference::family).contains(Family.CHECKPOINTS, Family.BACKLOG);
    }

    @Test
    void aStrayDeadlineAndOneThatIsMissingAreFound() {
        var there = first(Family.DEADLINES);
        storage.state().write(batch -> {
            batch.delete(Family.DEADLINES, there);
            batch.put(Family.DEADLINES, Keys.deadline(LONG_AGO.toEpochMilli(), 7), new byte[0]);
        });

        assertThat(found())
                .extracting(Difference::toString)
                .containsExactlyInAnyOrder(
                        "deadlines: profile 7: found a row at 1999-01-01T00:00:00Z, expected none",
                        "deadlines: " + name(Keys.deadlineProfile(there)) + ": found none, expected a row at "
                                + Instant.ofEpochMilli(Keys.deadlineMillis(there)));
    }

    @Test
    void aProfileThatNobodyWouldLookAtAgainIsFound() {
        var key = first(Family.PROFILES);
        var row = storage.state().get(Family.PROFILES, key).orElseThrow();
        var due = ProfileTable.due(row);
        var person = ByteBuffer.wrap(key).getLong();
        storage.state().write(batch -> {
            batch.delete(Family.DEADLINES, Keys.deadline(due, person));
            batch.put(
                    Family.PROFILES,
                    key,
                    ByteBuffer.wrap(row.clone()).putLong(0, DeadlineTable.NEVER).array());
        });

        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("profiles: when " + name(person) + " is looked at next: found never");
    }

    @Test
    void aHeadBeforeTheProfileIsFound() {
        var key = first(Family.PROFILES);
        var row = storage.state().get(Family.PROFILES, key).orElseThrow();
        ByteBuffer.wrap(row).putLong(Long.BYTES, LONG_AGO.toEpochMilli());
        storage.state().write(batch -> batch.put(Family.PROFILES, key, row));

        assertThat(found()).anySatisfy(each -> assertThat(each.toString()).startsWith("profiles: the head of "));
    }

    @Test
    void anIdentifierThatLeadsToSomebodyElseOrNobodyIsFound() {
        var bob = storage.state()
                .get(Family.IDENTITIES, Keys.text("anonymous:bob"))
                .orElseThrow();
        storage.state().write(batch -> batch.put(Family.IDENTITIES, Keys.text("anonymous:ada-2"), bob));
        assertThat(found()).extracting(Difference::family).contains(Family.IDENTITIES, Family.PERSONS);

        storage = rig.storage().afterCrash();
        storage.state().write(batch -> batch.delete(Family.IDENTITIES, Keys.text("anonymous:bob")));
        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString())
                        .isEqualTo("identities: anonymous:bob: found nobody, expected whose events carry it"));

        storage = rig.storage().afterCrash();
        storage.state().write(batch -> batch.put(Family.IDENTITIES, Keys.text("email:nobody@x.org"), Keys.profile(77)));
        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString()).startsWith("identities: email:nobody@x.org: "));
    }

    @Test
    void aPersonWhoIsKnownByOthersIsFound() {
        var key = first(Family.PERSONS);
        var person = ByteBuffer.wrap(key).getLong();
        var group =
                Group.decode(person, storage.state().get(Family.PERSONS, key).orElseThrow());
        var fewer = new Group(person, group.members().subList(0, 1), group.latest(), group.joined(), group.clean());
        storage.state().write(batch -> {
            batch.put(Family.PERSONS, key, fewer.encode());
            batch.put(Family.PERSONS, Keys.profile(5), fewer.encode());
        });

        assertThat(found()).extracting(Difference::family).containsOnly(Family.PERSONS);
        assertThat(found()).hasSize(2);
    }

    @Test
    void aPersonWhoForgetsWhatWasRefusedIsFound() {
        var ada = storage.state()
                .get(Family.IDENTITIES, Keys.text("email:ada@example.com"))
                .orElseThrow();
        var person = ByteBuffer.wrap(ada).getLong();
        var group =
                Group.decode(person, storage.state().get(Family.PERSONS, ada).orElseThrow());
        assertThat(group.clean()).isFalse();
        storage.state()
                .write(batch ->
                        batch.put(Family.PERSONS, ada, new Group(person, group.members(), null, null, true).encode()));

        assertThat(found()).extracting(Difference::family).containsOnly(Family.PERSONS);
    }

    @Test
    void aLinkThatIsMissingOrStrayOrDecidedOtherwiseIsFound() {
        var ada = new Identifier("email", "ada@example.com");
        var tablet = Identifier.anonymous("ada-2");
        var key = Keys.link(ada, tablet);
        var linked = Linked.decode(storage.state().get(Family.LINKS, key).orElseThrow());

        storage.state().write(batch -> batch.delete(Family.LINKS, key));
        assertThat(found()).anySatisfy(each -> assertThat(each.toString()).contains("found no link, expected one"));

        storage = rig.storage().afterCrash();
        storage.state()
                .write(batch -> List.of(key, Keys.link(tablet, ada))
                        .forEach(each -> batch.put(
                                Family.LINKS, each, new Linked(linked.link(), Linked.Fate.REFUSED).encode())));
        assertThat(found())
                .anySatisfy(each -> assertThat(each.toString())
                        .contains("found a link that is refused, expected a link that is taken"));

        storage = rig.storage().afterCrash();
        var stray = new Linked(new Link(ada, Identifier.anonymous("bob"), 5, "e"), Linked.Fate.REFUSED);
        storage.state()
                .write(batch -> batch.put(Family.LINKS, Keys.link(ada, Identifier.anonymous("bob")), stray.encode()));
        assertThat(found()).anySatisfy(each -> assertThat(each.toString()).contains("none: no event carries both"));
    }

    @Test
    void anEventIdThatIsMissingOrStrayIsFound() {
        storage.state().write(batch -> {
            batch.delete(Family.EVENT_IDS, first(Family.EVENT_IDS));
            batch.put(Family.EVENT_IDS, new byte[16], new byte[0]);
        });

        assertThat(found()).hasSize(2).extracting(Difference::family).containsOnly(Family.EVENT_IDS);
    }

    @Test
    void deliveriesThatCannotBeFoundOrAreNoneAreFound() {
        storage.state().write(batch -> {
            batch.delete(Family.OUTSTANDING, first(Family.OUTSTANDING));
            batch.delete(Family.CAUSED, first(Family.CAUSED));
        });
        assertThat(found()).extracting(Difference::family).containsExactlyInAnyOrder(Family.OUTSTANDING, Family.CAUSED);

        storage = rig.storage().afterCrash();
        storage.state().write(batch -> batch.delete(Family.DELIVERIES, first(Family.DELIVERIES)));
        assertThat(found()).extracting(Difference::family).contains(Family.OUTSTANDING, Family.CAUSED, Family.META);
    }

    @Test
    void aWrongCountIsFound() {
        var counts = Counts.load(storage.state());
        counts.add(Counts.SEGMENT + "buyers", 3);
        storage.state().write(batch -> counts.gather(storage.state(), batch));

        assertThat(found()).singleElement().hasToString("meta: the count of segment:buyers: found 5, expected 2");
    }

    @Test
    void aVersionThatIsMissingIsFound() {
        storage.state()
                .write(batch -> batch.put(
                        Family.VERSIONS,
                        Keys.profile(3),
                        storage.state().get(Family.VERSIONS, Keys.profile(1)).orElseThrow()));

        assertThat(found()).hasSize(2).extracting(Difference::family).containsOnly(Family.VERSIONS);
    }

    /**
     * Whoever adds a family has to say what its rows follow from. Without versions that can be read nothing can be compared, and
     * of those who were erased nothing is left that tombstones could be compared with.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"META", "VERSIONS", "TOMBSTONES"})
    void aRowThatFollowsFromNothingIsFoundInEveryFamily(Family family) {
        var key = new byte[42];
        Arrays.fill(key, (byte) 'a');
        storage.state().write(batch -> batch.put(family, key, key));

        assertThat(verify().isClean()).isFalse();
    }

    @Test
    void examplesAreFewAndAllIsCounted() {
        storage.state().write(batch -> {
            for (var profile = 0; profile < 1000; profile++) {
                batch.put(Family.DEADLINES, Keys.deadline(5, profile), new byte[0]);
            }
        });

        var report = verify();
        assertThat(report.differences()).isEqualTo(1000);
        assertThat(report.examples()).hasSize(20);
    }

    private VerificationReport verify() {
        return Verified.of(storage, rig);
    }

    private List<Difference> found() {
        var report = verify();
        assertThat(report.differences()).isEqualTo(report.examples().size());
        return report.examples();
    }

    private boolean isAda(byte[] key) {
        var ada = storage.state()
                .get(Family.IDENTITIES, Keys.text("email:ada@example.com"))
                .orElseThrow();
        return Arrays.equals(ada, Arrays.copyOf(key, Long.BYTES));
    }

    private String name(long person) {
        return new PersonNames(storage.state(), Edition.of(1, LONG_AGO, false, Engine.of(Shop.WORKSPACE))).of(person);
    }

    private byte[] first(Family family) {
        return keys(family).getFirst();
    }

    private byte[] last(Family family) {
        return keys(family).getLast();
    }

    private List<byte[]> keys(Family family) {
        var keys = new ArrayList<byte[]>();
        storage.state().scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> keys.add(key));
        assertThat(keys).as("rows of %s", family).isNotEmpty();
        return keys;
    }

    private void copy(Family family, byte[] from, byte[] to) {
        var row = storage.state().get(family, from).orElseThrow();
        storage.state().write(batch -> batch.put(family, to, row));
    }

    /** Turns a bit of a row, counted from its end if {@code at} is below zero. */
    private void change(Family family, byte[] key, int at) {
        var row = storage.state().get(family, key).orElseThrow().clone();
        row[at < 0 ? row.length + at : at] ^= 1;
        storage.state().write(batch -> batch.put(family, key, row));
    }
}
