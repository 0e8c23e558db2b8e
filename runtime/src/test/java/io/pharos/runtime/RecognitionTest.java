package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.atLeast;
import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Limits;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Definitions that change who is who are published while the host runs. */
final class RecognitionTest {
    private static final Workspace NAMELESS = shop(draft());
    private static final Workspace BY_EMAIL = shop(draft().identifier("email", Policy.MERGE));
    private static final Workspace BY_ANY_CASE = shop(draft().identifier("email", Policy.MERGE, Normaliser.LOWERCASE));
    private static final Workspace SHARED = shop(draft().identifier("email", Policy.SWITCH));
    private static final Workspace BY_CUSTOMER =
            shop(draft().identifier("customer", Policy.MERGE).identifier("email", Policy.MERGE));

    private final Rig rig = Rig.of(NAMELESS, "2026-03-01T10:00:00Z").open();
    private int ids;

    private static Draft draft() {
        return Draft.workspace("shop");
    }

    private static Workspace shop(Draft draft) {
        return Shop.withAllTriggers(draft.attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                .segment("regulars", that("orders", atLeast(2)))
                .build());
    }

    @Test
    void aKindThatIsNewJoinsThoseWhomItWasSentOfBefore() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        purchase("other", Map.of());
        publish(BY_EMAIL);

        assertThat(orders("phone")).isEqualTo(2);
        assertThat(orders("laptop")).isEqualTo(2);
        assertThat(orders("other")).isEqualTo(1);
        assertThat(profile(new Identifier("email", "ada@x"))).contains(profile("phone"));
        assertThat(rig.host().stats().profiles()).isEqualTo(2);
        assertThat(rig.host().stats().segments()).containsEntry("regulars", 1L);
    }

    @Test
    void nothingFiresForThePast() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        publish(BY_EMAIL);

        assertThat(profile("phone").segments()).containsKey("regulars");
        assertThat(rig.offers()).isEmpty();
        assertThat(rig.host().journal().latest(1).getFirst().fact())
                .isInstanceOfSatisfying(
                        Fact.Moved.class, moved -> assertThat(moved.silent()).isTrue());
    }

    @Test
    void whoeverAsksForItFiresOnceForThePersonThatIsMade() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        rig.publishAndFire(BY_EMAIL);
        rig.threads().run();
        rig.crash();
        rig.threads().run();

        assertThat(rig.offered().stream().map(each -> each.id() + each.action()).distinct())
                .singleElement()
                .asString()
                .endsWith("joined_regulars");
    }

    @Test
    void whoWasInSomethingAlreadyIsNotTold() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("phone", Map.of());
        purchase("laptop", Map.of("email", "ada@x"));
        var before = rig.offers();
        rig.publishAndFire(BY_EMAIL);
        rig.threads().run();

        assertThat(before).containsExactly("joined_regulars for anonymous:phone");
        assertThat(rig.offers()).isEqualTo(before);
    }

    @Test
    void untilItIsInForceThePersonsBeforeAnswer() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        rig.threads().hold("census");
        var published = rig.host().publish(rig.proposal(BY_EMAIL));
        rig.threads().run();

        assertThat(published).isNotDone();
        assertThat(rig.host().stats().preparation()).contains(new Preparation(2, 0, 0));
        assertThat(orders("phone")).isEqualTo(1);
        purchase("laptop", Map.of());
        assertThat(orders("laptop")).isEqualTo(2);
        assertThat(rig.versionOf("laptop")).isEqualTo(1);

        rig.threads().hold("");
        rig.wait(published);
        rig.threads().run();
        assertThat(orders("phone")).isEqualTo(3);
        assertThat(rig.host().stats().preparation()).isEmpty();
    }

    @Test
    void aCrashBeforeItIsInForceLeavesWhatWas() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        rig.threads().hold("census");
        var _ = rig.host().publish(rig.proposal(BY_EMAIL));
        rig.threads().run();
        rig.crash();

        assertThat(rig.versions()).hasSize(1);
        assertThat(orders("phone")).isEqualTo(1);
        publish(BY_EMAIL);
        assertThat(orders("phone")).isEqualTo(2);
    }

    @Test
    void aCrashRightAfterComesToTheSamePersons() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        rig.publish(BY_EMAIL);
        var rows = rows();
        rig.crash();
        rig.threads().run();

        assertThat(rows()).isEqualTo(rows);
        assertThat(orders("phone")).isEqualTo(2);
    }

    @Test
    void whoStaysTheSamePersonKeepsTheProfile() {
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        purchase("other", Map.of());
        var before = names();
        publish(BY_EMAIL);

        assertThat(names())
                .containsEntry("anonymous:phone", before.get("anonymous:phone"))
                .containsEntry("anonymous:laptop", before.get("anonymous:phone"))
                .containsEntry("anonymous:other", before.get("anonymous:other"));
    }

    @Test
    void theVersionBeforePublishedAgainBringsBackThePersonsOfBefore() {
        rig.publish(BY_EMAIL);
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        purchase("tablet", Map.of("email", "Ada@x"));
        rig.threads().run();
        var before = rig.export(rig.now());
        publish(SHARED);
        publish(BY_ANY_CASE);
        assertThat(orders("tablet")).isEqualTo(3);
        publish(NAMELESS);
        assertThat(orders("tablet")).isEqualTo(1);
        publish(BY_EMAIL);

        assertThat(rig.export(rig.now())).isEqualTo(before);
    }

    @Test
    void whatWasTakenApartStaysApartHoweverItIsWritten() {
        rig.publish(BY_EMAIL);
        purchase("phone", Map.of("email", "Ada@x"));
        purchase("laptop", Map.of("email", "Ada@x"));
        rig.wait(rig.host().unlink(new Identifier("email", "Ada@x"), Identifier.anonymous("laptop")));
        publish(NAMELESS);
        publish(BY_ANY_CASE);

        assertThat(orders("laptop")).isZero();
        assertThat(orders("phone")).isEqualTo(2);
        purchase("laptop", Map.of("email", "ADA@x"));
        assertThat(orders("laptop")).isZero();
        assertThat(orders("phone")).isEqualTo(3);
    }

    @Test
    void aDeviceThatIsSharedNowIsALineInTime() {
        rig.publish(BY_EMAIL);
        purchase("tablet", Map.of("email", "ada@x"));
        purchase("tablet", Map.of());
        rig.timeIs(rig.now().plusSeconds(60));
        purchase("tablet", Map.of("email", "ben@x"));
        purchase("tablet", Map.of());
        assertThat(orders("tablet")).isEqualTo(4);
        publish(SHARED);

        assertThat(orders(new Identifier("email", "ada@x"))).isEqualTo(2);
        assertThat(orders(new Identifier("email", "ben@x"))).isEqualTo(2);
        purchase("tablet", Map.of());
        assertThat(orders(new Identifier("email", "ben@x"))).isEqualTo(3);
        publish(BY_EMAIL);
        assertThat(orders("tablet")).isEqualTo(5);
    }

    @Test
    void whatNamesNobodyAnyMoreIsAStrangersUntilItDoes() {
        rig.publish(BY_EMAIL);
        purchase(null, Map.of("email", "ada@x"));
        purchase(null, Map.of("email", "ada@x"));
        publish(NAMELESS);
        assertThat(rig.host().stats().profiles()).isEqualTo(2);
        publish(BY_EMAIL);

        assertThat(rig.host().stats().profiles()).isEqualTo(1);
        assertThat(orders(new Identifier("email", "ada@x"))).isEqualTo(2);
    }

    @Test
    void whoWasMadeUpIsWhoeverANewKindSays() {
        purchase(null, Map.of("email", "ada@x"));
        purchase(null, Map.of("email", "ada@x"));
        assertThat(rig.host().stats().profiles()).isEqualTo(2);
        publish(BY_EMAIL);

        assertThat(profile(new Identifier("email", "ada@x")).orElseThrow().identifiers())
                .containsExactly(new Identifier("email", "ada@x"));
    }

    @Test
    void anEventThatIsSentAgainIsTheSameUnderWhateverNameItsSenderHas() {
        rig.publish(BY_EMAIL);
        var event = sent(null, Map.of("email", "Ada@x", "customer", "c7"));
        rig.send(event);
        for (var workspace : List.of(BY_ANY_CASE, BY_CUSTOMER, NAMELESS, BY_EMAIL)) {
            publish(workspace);

            assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
            rig.restart();
            assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
        }
        assertThat(rig.host().stats().events()).isEqualTo(1);
    }

    @Test
    void howManyIdentifiersOnePersonMayHaveIsPartOfIt() {
        rig.publish(BY_EMAIL);
        purchase("phone", Map.of("email", "ada@x"));
        purchase("laptop", Map.of("email", "ada@x"));
        publish(shop(draft().limits(most(2)).identifier("email", Policy.MERGE)));

        assertThat(orders("phone")).isEqualTo(2);
        assertThat(orders("laptop")).isZero();
    }

    @Test
    void whatWasRefusedIsNotRememberedWhereNothingRefusesIt() {
        publish(shop(draft().limits(most(1)).identifier("email", Policy.MERGE)));
        purchase("phone", Map.of("email", "ada@x"));
        assertThat(profile(new Identifier("email", "ada@x")).orElseThrow().identifiers())
                .containsExactly(new Identifier("email", "ada@x"));
        publish(NAMELESS);

        assertThat(profile("phone").identifiers()).containsExactly(Identifier.anonymous("phone"));
        assertThat(orders("phone")).isEqualTo(1);
    }

    @Test
    void aPairThatWasTakenApartBeforehandTakesAnEventOnce() {
        rig.publish(BY_EMAIL);
        rig.wait(rig.host().unlink(new Identifier("email", "ada@x"), Identifier.anonymous("phone")));
        var event = sent("phone", Map.of("email", "ada@x"));

        assertThat(rig.send(event).status()).isEqualTo(Status.ACCEPTED);
        assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
    }

    @Test
    void moreMayBePartedAtOnceThanThereAreSlots() {
        rig.publish(BY_EMAIL);
        var devices = 2 * ProfileId.SLOTS + 100;
        var events = new ArrayList<Event>();
        for (var device = 0; device < devices; device++) {
            events.add(sent("v" + device, Map.of("email", "p" + device / 2)));
        }
        rig.wait(rig.host().ingest(events));
        assertThat(rig.host().stats().profiles()).isEqualTo(devices / 2);
        publish(NAMELESS);

        assertThat(rig.host().stats().profiles()).isEqualTo(devices);
        assertThat(new HashSet<>(names().values())).hasSize(devices);
        publish(BY_EMAIL);
        assertThat(rig.host().stats().profiles()).isEqualTo(devices / 2);
    }

    private static Limits most(int identifiers) {
        return new Limits(Limits.DEFAULT.text(), Limits.DEFAULT.items(), Limits.DEFAULT.exact(), identifiers);
    }

    private void publish(Workspace workspace) {
        assertThat(rig.publish(workspace)).isInstanceOf(PublishResult.Published.class);
        rig.threads().run();
        assertThat(rig.host().stats().refold()).matches(Refold::isComplete);
    }

    private void purchase(@Nullable String visitor, Map<String, String> identifiers) {
        assertThat(rig.send(sent(visitor, identifiers)).status()).isEqualTo(Status.ACCEPTED);
    }

    private Event sent(@Nullable String visitor, Map<String, String> identifiers) {
        var properties = new LinkedHashMap<String, Value>();
        identifiers.forEach((kind, value) -> properties.put(kind, new Value.Text(value)));
        return new Event(
                "p" + ids++,
                "website",
                visitor,
                "purchase",
                rig.now(),
                ids,
                rig.now(),
                Origin.LIVE,
                null,
                properties,
                List.of());
    }

    private int orders(String visitor) {
        return orders(Identifier.anonymous(visitor));
    }

    private int orders(Identifier identifier) {
        return profile(identifier)
                .map(profile -> profile.attributes().get("orders"))
                .map(orders -> ((Value.Amount) orders).amount().intValue())
                .orElse(0);
    }

    private Snapshot profile(String visitor) {
        return profile(Identifier.anonymous(visitor)).orElseThrow();
    }

    private Optional<Snapshot> profile(Identifier identifier) {
        return rig.wait(rig.host().profile(identifier)).map(ReadProfile::snapshot);
    }

    /** The persons that identifiers lead to. */
    private Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        rig.writeBack();
        rig.storage().state().scan(Family.IDENTITIES, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            names.put(new String(key, StandardCharsets.UTF_8), HexFormat.of().formatHex(row));
            return true;
        });
        return names;
    }

    /** Everything that says who is who, and whose the events are. */
    private List<String> rows() {
        var rows = new ArrayList<String>();
        rig.writeBack();
        for (var family : List.of(
                Family.IDENTITIES, Family.PERSONS, Family.LINKS, Family.SIGHTINGS, Family.HISTORY, Family.EVENT_IDS)) {
            rig.storage().state().scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
                var hex = HexFormat.of();
                rows.add(family + " " + hex.formatHex(key) + " " + hex.formatHex(row));
                return true;
            });
        }
        return rows;
    }
}
