package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.above;
import static io.pharos.engine.testkit.Definitions.add;
import static io.pharos.engine.testkit.Definitions.ago;
import static io.pharos.engine.testkit.Definitions.always;
import static io.pharos.engine.testkit.Definitions.atLeast;
import static io.pharos.engine.testkit.Definitions.below;
import static io.pharos.engine.testkit.Definitions.days;
import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.eventTime;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.not;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.property;
import static io.pharos.engine.testkit.Definitions.set;
import static io.pharos.engine.testkit.Definitions.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.engine.testkit.Draft;
import io.pharos.model.Action;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Action.Trigger;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.runtime.PlanReport.Example;
import io.pharos.runtime.PlanReport.Fired;
import io.pharos.runtime.PlanReport.Firings;
import io.pharos.runtime.PlanReport.Group;
import io.pharos.runtime.PlanReport.Persons;
import io.pharos.runtime.PlanReport.Presence;
import io.pharos.runtime.PlanReport.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a plan tells of a small shop. */
final class PlanTest {
    private static final PlanSettings ALL = PlanSettings.DEFAULT.withAll().withDays(3);

    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void saysWhoWouldGetABadgeAndWhoWouldStay() {
        rig.send("ada", "purchase");
        rig.send("bob", "page_view");
        for (var i = 0; i < 3; i++) {
            rig.send("cyd", "purchase");
        }

        var report = rig.plan(Shop.GENEROUS, ALL);

        var regular = badge(report, "regular");
        assertThat(regular.entering()).isEqualTo(1);
        assertThat(regular.leaving()).isZero();
        assertThat(regular.enterers()).containsExactly(new Example("anonymous:ada", Identifier.anonymous("ada")));
        assertThat(regular.publishedSize()).isEqualTo(1);
        assertThat(regular.draftSize()).isEqualTo(2);
        assertThat(segment(report, "buyers").entering()).isZero();
        assertThat(segment(report, "buyers").draftSize()).isEqualTo(2);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.sample()).isEqualTo(new PlanSample(3, 3));
        assertThat(report.persons()).isEmpty();
    }

    @Test
    void anExampleNamesWhoCanBeFoundInTheSendersOwnTerms() {
        var view = rig.event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        rig.send(new Event(
                view.id(),
                view.source(),
                view.visitor(),
                view.name(),
                view.time(),
                0,
                view.arrival(),
                view.origin(),
                null,
                Map.of("email", new Value.Text("ada@example.org")),
                List.of()));

        assertThat(badge(rig.plan(Shop.GENEROUS, ALL), "regular").enterers())
                .containsExactly(new Example("anonymous:ada", new Identifier("email", "ada@example.org")));
    }

    @Test
    void whatIsInOneWorkspaceOnlyIsShownAsSuch() {
        rig.send("ada", "purchase");
        var draft = Shop.withActions(
                Draft.workspace("shop")
                        .identifier("email", Policy.SWITCH)
                        .attribute("purchases", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                        .segment("customers", that("purchases", above(0)))
                        .build(),
                Map.of("welcome", new Trigger.Joined("customers")));

        var report = rig.plan(draft, ALL);

        assertThat(report.segments())
                .extracting(Group::name, Group::presence, Group::entering, Group::leaving)
                .containsExactly(
                        tuple("customers", Presence.DRAFT, 1L, 0L),
                        tuple("buyers", Presence.PUBLISHED, 0L, 1L),
                        tuple("lapsed", Presence.PUBLISHED, 0L, 0L),
                        tuple("gone", Presence.PUBLISHED, 0L, 0L));
        assertThat(report.attributes())
                .extracting(Values::name, Values::presence, Values::changed)
                .containsExactly(
                        tuple("purchases", Presence.DRAFT, 1L),
                        tuple("orders", Presence.PUBLISHED, 1L),
                        tuple("last_seen", Presence.PUBLISHED, 1L));
        assertThat(report.attributes().getFirst().examples().getFirst().draft()).contains(Value.Amount.ONE);
        assertThat(report.attributes().getFirst().examples().getFirst().published())
                .isEmpty();
        assertThat(report.actions())
                .extracting(Firings::name, Firings::presence)
                .contains(tuple("welcome", Presence.DRAFT), tuple("win_back", Presence.PUBLISHED));
        assertThat(report.persons()).contains(new Persons(1, 1, 0, 0, List.of(), List.of()));
    }

    @Test
    void theCurveCountsWhatHappensAtMidnightToTheNewDayOfTheWorkspacesZone() {
        var berlin = Draft.workspace("shop")
                .zone("Europe/Berlin")
                .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                .segment("buyers", that("orders", above(0)))
                .build();
        rig.send("ada", "purchase", "2026-02-01T10:00:00Z");
        rig.timeIs("2026-03-03T10:00:00Z");
        rig.send("bob", "purchase", "2026-03-01T22:59:59.999Z");
        rig.send("cyd", "purchase", "2026-03-01T23:00:00.000Z");
        rig.send("dan", "purchase", "2026-03-03T10:00:00.000Z");

        var report = rig.plan(berlin, ALL);

        assertThat(report.days())
                .containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3));
        assertThat(segment(report, "buyers").draftSizes()).containsExactly(2L, 3L, 4L);
        assertThat(segment(report, "buyers").publishedSizes()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void timeAloneMovesTheCurve() {
        rig.send("ada", "page_view", "2026-03-01T10:00:00Z");
        rig.timeIs("2026-04-02T10:00:00Z");

        var report = rig.plan(Shop.GENEROUS, ALL.withDays(4));
        assertThat(segment(report, "lapsed").draftSizes()).containsExactly(0L, 1L, 1L, 1L);
        assertThat(action(report, "win_back").draft().perDay()).containsExactly(0L, 1L, 0L, 0L);
        var later = rig.plan(Shop.GENEROUS, ALL.withDays(2));
        assertThat(segment(later, "lapsed").draftSizes()).containsExactly(1L, 1L);
        assertThat(action(later, "win_back").draft().perDay()).containsExactly(0L, 0L);
    }

    @Test
    void whatCameLaterThanTheMomentOfThePlanIsLeftOut() {
        rig.send("ada", "purchase");
        rig.timeIs("2026-03-01T09:00:00Z");

        var report = rig.plan(Shop.GENEROUS, ALL);

        assertThat(report.sample().profiles()).isZero();
        assertThat(badge(report, "regular").entering()).isZero();
    }

    @Test
    void anActionFiresWhenItsConditionHoldsAtThatMoment() {
        var second = withAction(new Trigger.Left("lapsed"), that("orders", atLeast(2)));
        rig.send("ada", "purchase", "2026-01-01T10:00:00Z");
        rig.send("bob", "purchase", "2026-01-01T10:00:00Z");
        rig.send("bob", "purchase", "2026-01-01T10:00:00Z");
        rig.timeIs("2026-03-01T10:00:00Z");
        rig.send("ada", "page_view");
        rig.send("bob", "page_view");
        rig.send("ada", "purchase");

        var report = rig.plan(second, ALL);

        assertThat(action(report, "offer").draft().perDay()).containsExactly(0L, 0L, 1L);
        assertThat(action(report, "greet_again").published().perDay()).containsExactly(0L, 0L, 2L);
    }

    @Test
    void aConditionIsAskedAtTheMomentOfItsTransitionAndNotLater() {
        var early = withAction(new Trigger.Joined("lapsed"), not(new Condition.InSegment("gone")));
        rig.send("ada", "page_view");
        rig.timeIs("2027-03-02T10:00:00Z");

        var offer = action(rig.plan(early, ALL.withDays(PlanSettings.MOST_DAYS)), "offer")
                .draft();

        assertThat(offer.total()).as("not gone yet when lapsed").isEqualTo(1);
    }

    private static Workspace withAction(Trigger trigger, Condition condition) {
        var actions = new LinkedHashMap<String, Action>();
        actions.put(
                "offer",
                new Action(
                        "offer",
                        "crm",
                        trigger,
                        Optional.of(condition),
                        new Mapping.Fields(Map.of()),
                        Shop.WORKSPACE.badges().get("regular").about()));
        var workspace = Shop.WORKSPACE;
        return new Workspace(
                workspace.name(),
                workspace.zone(),
                workspace.visits(),
                workspace.limits(),
                workspace.live(),
                workspace.settle(),
                workspace.retention(),
                workspace.sources(),
                workspace.identifiers(),
                workspace.attributes(),
                workspace.rules(),
                workspace.badges(),
                workspace.segments(),
                workspace.connectors(),
                actions,
                workspace.views(),
                workspace.tests());
    }

    @Test
    void importsAndWhatTimeDidBeforeThemSetNothingOff() {
        rig.timeIs("2026-04-02T10:00:00Z");
        rig.imported("ada", "purchase", "2026-03-02T10:00:00Z");
        rig.timeIs("2026-04-03T10:00:00Z");
        rig.imported("bob", "purchase", "2026-03-04T10:00:00Z");
        rig.send("cyd", "purchase", "2026-04-03T09:00:00Z");
        rig.send("dan", "purchase", "2026-04-03T09:55:00Z");

        var report = rig.plan(Shop.GENEROUS, ALL.withDays(40));

        var thank = action(report, "thank_regular").draft();
        assertThat(thank.total()).isEqualTo(1);
        assertThat(thank.silent()).isEqualTo(3);
        var back = action(report, "win_back").draft();
        assertThat(back.total())
                .as("lapsed a millisecond after 30 days, before it arrived")
                .isZero();
        assertThat(back.silent()).isEqualTo(1);
        rig.timeIs("2026-04-04T10:00:00Z");
        assertThat(action(rig.plan(Shop.GENEROUS, ALL.withDays(40)), "win_back")
                        .draft()
                        .total())
                .as("the other one lapsed after it had arrived")
                .isEqualTo(1);
    }

    @Test
    void whatTimeDoesInTheVeryMillisecondOfAnImportBelongsToThePast() {
        rig.timeIs("2026-03-31T10:00:00.001Z");
        rig.imported("ada", "purchase", "2026-03-01T10:00:00Z");

        var back = action(rig.plan(Shop.GENEROUS, ALL), "win_back").draft();

        assertThat(back.total()).isZero();
        assertThat(back.silent()).isEqualTo(1);
    }

    @Test
    void aSampleIsTheSameAgainAndSaysHowFarItMayBeOff() {
        for (var i = 0; i < 3_000; i++) {
            rig.send("visitor-" + i, i % 3 == 0 ? "purchase" : "page_view");
        }
        var whole = rig.plan(Shop.GENEROUS, ALL);
        var sampled = rig.plan(Shop.GENEROUS, ALL.withSample(600).withThreads(3));

        var sample = sampled.sample();
        assertThat(sample.of()).isEqualTo(3_000);
        assertThat(sample.profiles()).isBetween(500L, 700L);
        assertThat(sample.isWhole()).isFalse();
        assertThat(rig.plan(Shop.GENEROUS, ALL.withSample(600)).badges()).isEqualTo(sampled.badges());
        assertThat(badge(whole, "regular").entering()).isEqualTo(1_000);
        var entering = badge(sampled, "regular").entering();
        assertThat(sample.share(entering))
                .isBetween(1 / 3.0 - sample.error(entering), 1 / 3.0 + sample.error(entering));
        assertThat(sample.estimate(entering)).isBetween(850L, 1_150L);
        assertThat(badge(sampled, "regular").enterers()).hasSize(Examples.MOST);
    }

    @Test
    void aSampleOfMoreThanThereAreIsAll() {
        rig.send("ada", "purchase");

        assertThat(rig.plan(Shop.GENEROUS, PlanSettings.DEFAULT).sample().isWhole())
                .isTrue();
    }

    @Test
    void theErrorOfAShareIsThatOfTheTables() {
        var sample = new PlanSample(1_000, 1_000_000_000);

        // Wilson's interval of 0, 10 and 500 of 1,000 ends at 0.00383, 0.01831 and 0.53093.
        assertThat(sample.error(0)).isBetween(0.00382, 0.00384);
        assertThat(sample.error(10)).isBetween(0.0082, 0.0084);
        assertThat(sample.error(500)).isBetween(0.0308, 0.0311);
        assertThat(new PlanSample(1_000, 1_001).error(500)).isLessThan(0.002);
        assertThat(new PlanSample(1_000, 1_000).error(500)).isZero();
        assertThat(new PlanSample(0, 0).error(0)).isZero();
    }

    @Test
    void theErrorOfFiringsFollowsFromHowUnevenTheyAre() {
        var sample = new PlanSample(1_000, 1_000_000);

        assertThat(sample.errorOf(new Fired(List.of(1_000L), 0, 1_000)))
                .as("each one once")
                .isZero();
        assertThat(sample.errorOf(new Fired(List.of(1_000L), 0, 1_000_000)))
                .as("one of them a thousand times")
                .isGreaterThan(1_000_000);
        assertThat(sample.errorOf(new Fired(List.of(0L), 0, 0))).isEqualTo(Math.round(sample.error(0) * 1_000_000));
    }

    @Test
    void aPlanThatIsCancelledEndsWithoutAReport() {
        rig.send("ada", "purchase");
        rig.writeBack();
        var plan = rig.planned(Shop.GENEROUS, ALL);
        plan.cancel();

        assertThatThrownBy(() -> plan.start().report().join())
                .isInstanceOfAny(CancellationException.class, CompletionException.class);
        assertThat(plan.report().isCancelled()).isTrue();
        assertThat(plan.progress().left()).isZero();
    }

    @Test
    void theProgressSaysHowMuchThereIsAndHowLongItMayTake() {
        for (var i = 0; i < 50; i++) {
            rig.send("visitor-" + i, "purchase");
        }
        rig.writeBack();
        var plan = rig.planned(Shop.GENEROUS, ALL);

        assertThat(plan.progress().profiles()).isZero();
        assertThat(plan.progress().of()).isEqualTo(50);
        plan.start().report().join();
        assertThat(plan.progress().profiles()).isEqualTo(50);
        assertThat(plan.progress().of()).isEqualTo(50);
        assertThat(plan.progress().left()).isZero();
    }

    @Test
    void plansEndWithTheirHostAndNoneBeginsAfterIt() {
        var planner = new Planner();
        var engine = Engine.of(Shop.WORKSPACE);
        var view = new Endless(rig.event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE));
        var plan = planner.start(engine, engine, ALL, view, rig.now());
        planner.close();

        assertThat(plan.report().isCancelled()).isTrue();
        assertThat(view.isClosed).isTrue();
        assertThatThrownBy(() -> planner.start(engine, engine, ALL, view, Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the host is closed");
    }

    /** A store with more profiles than anybody could read. */
    private static final class Endless implements State.View {
        private final byte[] event;
        private volatile boolean isClosed;

        Endless(Event event) {
            this(event, EventCodec.encode(event));
        }

        private Endless(Event event, byte[] bytes) {
            var ada = Identifier.anonymous("ada");
            this.event = HistoryTable.row(new Filed(event, 1, List.of(ada), ada, bytes));
        }

        static Endless damaged(Event event) {
            var bytes = EventCodec.encode(event);
            bytes[0] = 99;
            return new Endless(event, bytes);
        }

        @Override
        public Optional<byte[]> get(Family family, byte[] key) {
            return Optional.empty();
        }

        @Override
        public void scan(Family family, byte[] from, byte[] to, Reader reader) {
            var next = 1L;
            while (family == Family.HISTORY && reader.row(Keys.history(next, Instant.EPOCH, next), event)) {
                next++;
            }
        }

        @Override
        public void scanBack(Family family, byte[] from, byte[] to, Reader reader) {
            throw new UnsupportedOperationException("a plan reads forward");
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void aDamagedStoreFailsThePlanWithWhatIsWrong() {
        var view = Endless.damaged(rig.event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE));
        var engine = Engine.of(Shop.WORKSPACE);

        assertThatThrownBy(() -> new Planner()
                        .start(engine, engine, ALL.withThreads(2), view, rig.now())
                        .report()
                        .join())
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an event of form 99");
        assertThat(view.isClosed).isTrue();
    }

    @Test
    void longValuesAreCutInExamples() {
        var draft = Draft.workspace("shop")
                .attribute("trail", Type.LIST_OF_STRINGS, always(add(property("id"))))
                .attribute("last_seen", Type.DATE, always(set(eventTime())))
                .segment("lapsed", that("last_seen", below(ago(days(30)))))
                .build();
        for (var i = 0; i < 150; i++) {
            rig.send("ada", "page_view");
        }

        var trail = rig.plan(draft, ALL).attributes().getFirst();

        assertThat(trail.name()).isEqualTo("trail");
        assertThat(trail.examples().getFirst().draft().orElseThrow())
                .isInstanceOfSatisfying(
                        Value.Items.class, items -> assertThat(items.items()).hasSize(100));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ALL.withSample(0)).hasMessage("a sample has at least 1 profile, was 0");
        assertThatThrownBy(() -> ALL.withDays(367)).hasMessage("a period has from 1 to 366 days, was 367");
        assertThatThrownBy(() -> ALL.withThreads(0)).hasMessage("a plan needs at least 1 thread, was 0");
    }

    @Test
    void aShareIsSpreadOverTheProfilesOfASlot() {
        var selection = Selection.of(OptionalInt.of(1_000), 1_000_000);
        var chosen = 0;
        for (var position = 0; position < 10_000; position++) {
            chosen += selection.has(ProfileId.of(0, position)) ? 1 : 0;
        }

        assertThat(selection.slots()).isEqualTo(2);
        assertThat(selection.shareOfAll()).isEqualTo(0.001);
        assertThat(chosen).isBetween(4_900, 5_350);
    }

    private static Group segment(PlanReport report, String name) {
        return group(report.segments(), name);
    }

    private static Group badge(PlanReport report, String name) {
        return group(report.badges(), name);
    }

    private static Group group(List<Group> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Firings action(PlanReport report, String name) {
        return report.actions().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
