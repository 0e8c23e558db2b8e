package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.ByteWriter;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Other definitions are published while the host runs. */
final class PublishingTest {
    private static final int MANY = 300;

    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void whatIsPublishedKnowsThePast() {
        rig.send("ada", "purchase");
        var published = rig.publish(Shop.GENEROUS);

        assertThat(published).isInstanceOfSatisfying(PublishResult.Published.class, done -> {
            assertThat(done.publication().number()).isEqualTo(2);
            assertThat(done.publication().base()).isEqualTo(1);
            assertThat(done.publication().at()).isEqualTo(rig.now());
        });
        rig.threads().run();
        assertThat(rig.profileOf("ada").badges()).containsKey("regular");
        assertThat(rig.versionOf("ada")).isEqualTo(2);
        assertThat(rig.host().stats().refold()).isEqualTo(new Refold(2, 1, 1, Optional.empty()));
    }

    @Test
    void nothingFiresForThePastAndTheJournalSaysSo() {
        rig.send("ada", "purchase");
        rig.publish(Shop.GENEROUS);
        rig.threads().run();

        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada");
        assertThat(rig.host().journal().latest(1).getFirst().fact()).isInstanceOfSatisfying(Fact.Moved.class, moved -> {
            assertThat(moved.transition()).isInstanceOf(Transition.BadgeAssigned.class);
            assertThat(moved.silent()).isTrue();
        });
        rig.tick("2026-03-02T10:00:00Z");
        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada");
    }

    @Test
    void whoeverAsksForItFiresOnceForEachWhoGainedSomething() {
        purchases(MANY);
        rig.publishAndFire(Shop.GENEROUS);
        someAreFolded();
        rig.crash();
        rig.threads().run();

        assertThat(ids("thank_regular")).hasSize(MANY);
        assertThat(rig.ledger())
                .filteredOn(row -> row.delivery().action().equals("thank_regular"))
                .hasSize(MANY)
                .allMatch(row -> row.delivery().event() == null);
    }

    @Test
    void whatIsLostByAPublicationFiresNothingEvenThen() {
        rig.send("ada", "purchase");
        rig.publish(Shop.GENEROUS);
        rig.threads().run();
        rig.publishAndFire(withoutBuyers());
        rig.threads().run();

        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada");
        assertThat(rig.host().stats().segments().getOrDefault("buyers", 0L)).isZero();
    }

    @Test
    void aProfileThatIsTouchedBeforeItsTurnIsFoldedSilentlyAndThenTakesTheEvent() {
        purchases(MANY);
        var before = rig.offers().size();
        rig.publish(Shop.GENEROUS);
        var last = unfolded();
        rig.send(last, "purchase");

        assertThat(rig.versionOf(last)).isEqualTo(2);
        assertThat(rig.profileOf(last).badges()).containsKey("regular");
        assertThat(rig.offers()).hasSize(before);
    }

    @Test
    void aProfileWhoseTurnHasNotComeReadsUnderTheVersionBefore() {
        purchases(MANY);
        rig.publish(Shop.GENEROUS);
        var last = unfolded();

        assertThat(rig.versionOf(last)).isEqualTo(1);
        assertThat(rig.profileOf(last).badges()).isEmpty();
        rig.threads().run();
        assertThat(rig.versionOf(last)).isEqualTo(2);
        assertThat(rig.profileOf(last).badges()).containsKey("regular");
    }

    @Test
    void thoseWithTheNewestActivityComeFirst() {
        rig.settings(Rig.settings(1)).crash();
        for (var i = 0; i < MANY; i++) {
            rig.timeIs(rig.now().plusSeconds(1 + i % 7));
            rig.send("v" + i * 7919 % MANY, "purchase");
        }
        var newestFirst = IntStream.range(0, MANY)
                .mapToObj(i -> "v" + (MANY - 1 - i) * 7919 % MANY)
                .toList();
        rig.publish(Shop.GENEROUS);
        someAreFolded();

        var folded = newestFirst.stream().map(this::isFolded).toList();
        assertThat(folded.lastIndexOf(true)).isLessThan(folded.indexOf(false));
        assertThat(folded.indexOf(false)).isPositive();
    }

    @Test
    void aCrashInTheMiddleOfThePassStopsNothing() {
        purchases(MANY);
        rig.publish(Shop.GENEROUS);
        someAreFolded();
        rig.restart();
        assertThat(rig.host().stats().refold().done()).isPositive().isLessThan(MANY);

        rig.threads().run();
        assertThat(rig.host().stats().refold()).matches(Refold::isComplete);
        assertThat(rig.host().stats().badges()).containsEntry("regular", (long) MANY);
    }

    @Test
    void aSecondPublicationReplacesTheTargetOfThePass() {
        purchases(MANY);
        rig.publish(Shop.GENEROUS);
        someAreFolded();
        rig.publish(Shop.WORKSPACE);
        var refold = rig.host().stats().refold();
        rig.threads().run();

        assertThat(refold.version()).isEqualTo(3);
        assertThat(refold.done())
                .as("those that were never folded otherwise are there already")
                .isPositive();
        assertThat(rig.host().stats().refold()).matches(Refold::isComplete);
        assertThat(rig.host().stats().badges().getOrDefault("regular", 0L)).isZero();
        assertThat(rig.versionOf("v0")).isEqualTo(3);
    }

    @Test
    void anEarlierVersionPublishedAgainIsANewOneThatIsLikeIt() {
        rig.send("ada", "purchase");
        var before = rig.profileOf("ada");
        rig.publish(Shop.GENEROUS);
        rig.publish(Shop.WORKSPACE);
        rig.threads().run();

        assertThat(rig.profileOf("ada")).isEqualTo(before);
        assertThat(rig.versions()).extracting(Publication::number).containsExactly(3L, 2L, 1L);
        assertThat(rig.versions().getFirst().files())
                .isEqualTo(rig.versions().getLast().files());
    }

    @Test
    void whatWasMadeFromAnotherVersionIsRefused() {
        var proposal = rig.proposal(withoutBuyers());
        rig.publish(Shop.GENEROUS);

        assertThat(rig.wait(rig.host().publish(proposal))).isInstanceOfSatisfying(PublishResult.Stale.class, stale -> {
            assertThat(stale.base()).isEqualTo(1);
            assertThat(stale.latest().number()).isEqualTo(2);
        });
        assertThat(rig.host().workspace()).isEqualTo(Shop.GENEROUS);
    }

    @Test
    void ofTwoWhoPublishAtOnceOneIsToldThatHeIsLate() {
        var one = rig.host().publish(rig.proposal(Shop.GENEROUS));
        var other = rig.host().publish(rig.proposal(withoutBuyers()));

        assertThat(rig.wait(one)).isInstanceOf(PublishResult.Published.class);
        assertThat(rig.wait(other)).isInstanceOf(PublishResult.Stale.class);
    }

    @Test
    void theVerySameFilesAreNoNewVersion() {
        assertThat(rig.publish(Shop.WORKSPACE)).isInstanceOf(PublishResult.Unchanged.class);
        assertThat(rig.versions()).hasSize(1);
    }

    @Test
    void whoIsJoinedBeforeTheirTurnWasWhatTheyWereAllTheSame() {
        signIn("phone");
        rig.send("laptop", "purchase");
        rig.threads().hold("refolding");
        rig.publish(Shop.GENEROUS);
        signIn("laptop");

        assertThat(rig.profileOf("phone").segments()).containsKey("buyers");
        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:laptop");
    }

    @Test
    void whatIsNotFoldedTakesForceAtOnceAndFoldsNothing() {
        purchases(3);
        var end = rig.host().stats().logPosition();
        rig.publish(withoutActions());
        rig.threads().run();

        assertThat(rig.host().stats().logPosition()).isEqualTo(end + 1);
        assertThat(rig.versionOf("v0")).isEqualTo(2);
        rig.send("new", "purchase");
        assertThat(rig.offers()).doesNotContain("welcome_buyer for anonymous:new");
    }

    @Test
    void whatIsNotFoldedDoesNotEndThatTheVersionBeforeFires() {
        purchases(MANY);
        rig.publishAndFire(Shop.GENEROUS);
        someAreFolded();
        rig.publish(renamed(Shop.GENEROUS));
        rig.restart();
        rig.threads().run();

        assertThat(ids("thank_regular")).hasSize(MANY);
    }

    @Test
    void whatWasDueUnderTheDefinitionsBeforeHappensFirst() {
        rig.send("ada", "page_view");
        rig.timeIs("2026-04-01T10:00:00Z");
        rig.publish(Shop.GENEROUS);
        rig.tick("2026-04-01T10:01:00Z");

        assertThat(rig.offers()).containsExactly("win_back for anonymous:ada");
    }

    @Test
    void whatWouldHaveFallenDueBeforeIsNeverFired() {
        purchases(1);
        rig.publish(withoutBuyers());
        rig.threads().run();
        rig.send("bob", "page_view");
        rig.timeIs("2026-04-15T10:00:00Z");
        rig.publish(Shop.WORKSPACE);
        rig.send("bob", "page_view");
        rig.threads().run();
        rig.tick("2026-04-15T11:00:00Z");
        rig.tick("2026-04-15T12:00:00Z");

        assertThat(rig.profileOf("v0").segments()).containsKeys("buyers", "lapsed");
        assertThat(rig.ledger())
                .extracting(row -> row.delivery().action())
                .containsExactlyInAnyOrder("welcome_buyer", "greet_again");
    }

    @Test
    void whatFallsDueBeforeItsTurnHappensUnderTheNewDefinitions() {
        purchases(MANY);
        rig.publish(Shop.GENEROUS);
        var last = unfolded();
        rig.tick("2026-04-01T10:00:00Z");
        rig.tick("2026-04-01T10:01:00Z");

        assertThat(rig.offers()).contains("win_back for anonymous:" + last);
        assertThat(rig.versionOf(last)).isEqualTo(2);
        assertThat(rig.profileOf(last).badges()).containsKey("regular");
    }

    @Test
    void aStoreThatKeptNoVersionsGoesOnWithWhatWasPublished() {
        purchases(3);
        rig.restart();
        forgetVersions();
        rig.crash(publication(7, Shop.WORKSPACE));

        assertThat(rig.host().published().orElseThrow().number()).isEqualTo(7);
        assertThat(rig.versionOf("v0")).isEqualTo(7);
        assertThat(rig.host().stats().refold()).isEqualTo(new Refold(7, 3, 3, Optional.empty()));
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 3L);
        rig.publish(Shop.GENEROUS);
        rig.threads().run();
        assertThat(rig.versionOf("v0")).isEqualTo(8);
        assertThat(rig.host().stats().badges()).containsEntry("regular", 3L);
        assertThat(rig.crash().versions()).extracting(Publication::number).containsExactly(8L, 7L);
    }

    @Test
    void profilesOfDefinitionsThatNobodyKnowsAreFoldedAgainSilently() {
        purchases(3);
        rig.restart();
        forgetVersions();
        rig.crash(publication(7, Shop.GENEROUS));
        assertThat(rig.profileOf("v0").badges()).containsKey("regular");
        rig.threads().run();

        assertThat(rig.host().stats().badges()).containsEntry("regular", 3L);
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 3L);
        assertThat(rig.host().stats().refold()).matches(Refold::isComplete);
        assertThat(ids("thank_regular")).isEmpty();
    }

    @Test
    void whatIsPublishedAtTheVeryEndOfAPassDoesNotForgetWhatProfilesAreUnder() {
        for (var seed = 0; seed < 60; seed++) {
            var other = new Rig(Shop.WORKSPACE, rig.now(), seed).open();
            other.send("ada", "purchase");
            other.publish(withoutBuyers());
            other.send("bob", "page_view");
            other.publish(Shop.GENEROUS);
            other.threads().run();

            assertThat(other.host().journal().latest(1).getFirst().fact())
                    .as("seed %d: what she got back, if she had lost it", seed)
                    .isInstanceOfSatisfying(
                            Fact.Moved.class,
                            moved -> assertThat(moved.transition()).isNotInstanceOf(Transition.Left.class));
        }
    }

    private void signIn(String visitor) {
        var event = rig.event(visitor, "sign_in", rig.now().toString(), Origin.LIVE);
        rig.send(new Event(
                event.id(),
                event.source(),
                event.visitor(),
                event.name(),
                event.time(),
                0,
                event.arrival(),
                event.origin(),
                null,
                Map.of("email", new Value.Text("ada@x")),
                List.of()));
    }

    private void purchases(int visitors) {
        for (var i = 0; i < visitors; i++) {
            rig.send("v" + i, "purchase");
        }
    }

    private void someAreFolded() {
        while (rig.host().stats().refold().done() < 5) {
            assertThat(rig.threads().step()).isTrue();
        }
        assertThat(rig.host().stats().refold().done()).isLessThan(MANY);
    }

    private String unfolded() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> "v" + i)
                .filter(visitor -> !isFolded(visitor))
                .findFirst()
                .orElseThrow();
    }

    /** Whether its bytes are those of the definitions in force. */
    private boolean isFolded(String visitor) {
        var read = rig.host().profile(Identifier.anonymous(visitor));
        assertThat(read).as("it is in memory").isDone();
        return read.join().orElseThrow().version() > 1;
    }

    private List<String> ids(String action) {
        return rig.offered().stream()
                .filter(delivery -> delivery.action().equals(action))
                .map(delivery -> delivery.id())
                .distinct()
                .toList();
    }

    /** Leaves the store as a program left it that kept no versions. */
    private void forgetVersions() {
        var state = rig.storage().state();
        var counts = Counts.load(state);
        for (var fingerprint : counts.fingerprints()) {
            counts.add(Counts.FOLDED + Long.toHexString(fingerprint), -counts.foldedUnder(fingerprint));
        }
        state.write(batch -> {
            state.scan(Family.VERSIONS, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> {
                batch.delete(Family.VERSIONS, key);
                return true;
            });
            var published = new ByteWriter(16).fixed(1).fixed(Instant.EPOCH.toEpochMilli());
            batch.put(Family.META, Keys.text("published"), published.toBytes());
            counts.gather(state, batch);
        });
        state.flush();
    }

    private Publication publication(long number, Workspace workspace) {
        return Publication.of(rig.proposal(workspace), number, Instant.EPOCH);
    }

    private static Workspace withoutBuyers() {
        return Shop.with(Shop.GENEROUS, "shop", Shop.GENEROUS.identifiers(), Map.of(), Shop.GENEROUS.actions());
    }

    private static Workspace renamed(Workspace workspace) {
        return Shop.with(workspace, "store", workspace.identifiers(), workspace.segments(), workspace.actions());
    }

    private static Workspace withoutActions() {
        return Shop.withActions(Shop.WORKSPACE, Map.of());
    }
}
