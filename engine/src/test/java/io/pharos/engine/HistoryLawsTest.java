package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Why.Part.Role;
import io.pharos.engine.testkit.EngineFold;
import io.pharos.engine.testkit.Reference;
import io.pharos.engine.testkit.World;
import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Event;
import io.pharos.model.Name;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a history tells of the past, in every world. The name of a failed test shows its seed. */
final class HistoryLawsTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 600) / 10;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, SEEDS), new Random().longs(SEEDS / 10 + 1, 1_000_000, Long.MAX_VALUE));
    }

    /** One visitor of a world, a moment, and what the reference says of it. */
    private record Look(Engine engine, List<Event> events, Instant moment, Snapshot expected, Profile profile) {
        Workspace workspace() {
            return engine.workspace();
        }

        /** Whether somebody is there who could be in a segment. */
        boolean isOfSomebody() {
            return !profile.isStranger();
        }

        History history() {
            return engine.history(events);
        }
    }

    private static List<Look> looks(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        var looks = new ArrayList<Look>();
        for (var sent : world.visitors()) {
            var events = Reference.withoutDuplicates(world.workspace(), sent);
            for (var moment : world.moments(events)) {
                looks.add(new Look(
                        engine,
                        events,
                        moment,
                        Reference.fold(world.workspace(), events, moment),
                        EngineFold.ofAll(engine, events, moment).profile()));
            }
        }
        return looks;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProfileOfThePastIsWhatItWasThen(long seed) {
        for (var look : looks(seed)) {
            var profile = look.history().at(look.moment());

            assertThat(look.engine().read(profile, look.moment())).isEqualTo(look.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theStepsToldAreThoseOfTheFold(long seed) {
        for (var look : looks(seed)) {
            var transitions = new ArrayList<Transition>();
            var happened = new ArrayList<Event>();
            var told = new TreeMap<String, Value>();

            look.history().tell(look.moment(), (cause, before, step) -> {
                assertThat(step.transitions()).extracting(Transition::at).allMatch(cause.at()::equals);
                transitions.addAll(step.transitions());
                if (cause instanceof Cause.OfEvent(var event)) {
                    happened.add(event);
                }
                assertChangesLeadOn(look, cause, before, step.profile(), told);
            });

            var reference = Reference.run(look.workspace(), look.events(), look.moment());
            assertThat(transitions).isEqualTo(reference.transitions());
            assertThat(happened)
                    .isEqualTo(look.events().stream()
                            .filter(event -> !event.time().isAfter(look.moment()))
                            .sorted(Event.ORDER)
                            .toList());
        }
    }

    /** The changes told so far, one after the other, are what the profile has; what time moves is another matter. */
    private static void assertChangesLeadOn(
            Look look, Cause cause, Profile before, Profile after, Map<String, Value> told) {
        for (var change : look.engine().changes(before, after, cause.at())) {
            if (isMovedByTime(look.workspace().attributes().get(change.attribute()))) {
                continue;
            }
            assertThat(Optional.ofNullable(told.remove(change.attribute())))
                    .as("%s before %s", change.attribute(), cause)
                    .isEqualTo(change.before());
            change.after().ifPresent(value -> told.put(change.attribute(), value));
        }
        var expected = new TreeMap<>(look.engine().read(after, cause.at()).attributes());
        expected.keySet()
                .removeIf(name -> isMovedByTime(look.workspace().attributes().get(name)));
        assertThat(told).as("%s", cause).isEqualTo(expected);
    }

    private static boolean isMovedByTime(Attribute attribute) {
        return attribute.definition() instanceof Definition.Derived || isTakenAwayByTime(attribute);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLastWriteToldIsTheValueThatTheProfileHas(long seed) {
        for (var look : looks(seed)) {
            for (var attribute : look.workspace().attributes().values()) {
                if (attribute.definition() instanceof Definition.Written && attribute.scope() != Scope.EVENT) {
                    assertWritesLeadToTheValue(look, attribute);
                }
            }
        }
    }

    private static void assertWritesLeadToTheValue(Look look, Attribute attribute) {
        var why = (Why.Written) look.history().attribute(attribute.name(), look.moment(), 1000);

        assertThat(why.value()).isEqualTo(expected(look, attribute));
        assertThat(why.earlier()).isZero();
        if (isTakenAwayByTime(attribute)) {
            return;
        }
        var value = Optional.<Value>empty();
        for (var write : why.writes().reversed()) {
            assertThat(write.before())
                    .as("%s before %s", attribute.name(), write)
                    .isEqualTo(value);
            assertThat(write.after()).isNotEqualTo(write.before());
            value = write.after();
        }
        assertThat(value).as("%s after %s", attribute.name(), why.writes()).isEqualTo(why.value());
        assertThat(look.history().attribute(attribute.name(), look.moment(), 2))
                .isEqualTo(new Why.Written(
                        why.value(),
                        why.writes().subList(0, Math.min(2, why.writes().size())),
                        Math.max(0, why.writes().size() - 2)));
    }

    /** Whether what is seen of it may be less than what was written. */
    private static boolean isTakenAwayByTime(Attribute attribute) {
        return switch (attribute.shape()) {
            case Shape.Timeline(var keep, var _) -> keep.isPresent();
            case Shape.Funnel(var _, var within) -> within.isPresent();
            case Shape.Plain _, Shape.Whole _ -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDerivedAttributeIsToldWithTheValuesOfItsInputs(long seed) {
        for (var look : looks(seed)) {
            for (var attribute : look.workspace().attributes().values()) {
                if (attribute.definition() instanceof Definition.Derived(var expression)) {
                    var why = (Why.Derived) look.history().attribute(attribute.name(), look.moment(), 1);

                    assertThat(why.value()).isEqualTo(expected(look, attribute));
                    assertThat(why.expression()).isEqualTo(expression);
                    assertEvidence(look, why.inputs());
                }
            }
        }
    }

    private static Optional<Value> expected(Look look, Attribute attribute) {
        return Optional.ofNullable(look.expected().attributes().get(attribute.name()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSegmentIsExplainedAsItIs(long seed) {
        for (var look : looks(seed)) {
            for (var segment : look.workspace().segments().keySet()) {
                var why = look.history().segment(segment, look.moment());
                var since = Optional.ofNullable(look.expected().segments().get(segment));

                assertThat(why.since()).as(segment).isEqualTo(since);
                assertThat(why.now()).hasSize(1);
                if (look.isOfSomebody()) {
                    assertThat(why.now().getFirst().explanation().holds())
                            .as(segment)
                            .isEqualTo(since.isPresent());
                }
                assertTurned(why, since);
                why.turned()
                        .ifPresent(turn -> assertThat(
                                        turn.then().getFirst().explanation().holds())
                                .isEqualTo(turn.came()));
                why.now().forEach(part -> assertEveryBranchHolds(look, part.explanation()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBadgeIsExplainedByTheStepThatTurnedIt(long seed) {
        for (var look : looks(seed)) {
            for (var badge : look.workspace().badges().keySet()) {
                var why = look.history().badge(badge, look.moment());
                var since = Optional.ofNullable(look.expected().badges().get(badge));

                assertThat(why.since()).as(badge).isEqualTo(since);
                assertTurned(why, since);
                why.turned().ifPresent(turn -> assertDecides(turn));
                why.now().forEach(part -> assertEveryBranchHolds(look, part.explanation()));
            }
        }
    }

    private static void assertTurned(Why.Member why, Optional<Instant> since) {
        assertThat(why.turned().filter(Why.Turn::came).map(turn -> turn.cause().at()))
                .isEqualTo(since);
    }

    private static void assertDecides(Why.Turn turn) {
        var assigns = turn.then().stream()
                .filter(part -> part.role() == Role.ASSIGN)
                .allMatch(part -> part.explanation().holds());
        var removes = turn.then().stream()
                .filter(part -> part.role() == Role.REMOVE)
                .anyMatch(part -> part.explanation().holds());
        var mayRemove = turn.then().stream()
                .anyMatch(part -> part.role() == Role.REMOVE && part.when().isPresent());
        if (turn.came()) {
            assertThat(assigns && (mayRemove || !removes)).as("%s", turn).isTrue();
        } else {
            assertThat(removes).as("%s", turn).isTrue();
        }
    }

    /** As the engine says of each branch alone. */
    private static void assertEveryBranchHolds(Look look, Explanation explanation) {
        var profile = look.engine().advance(look.profile(), look.moment()).profile();
        assertThat(explanation.holds())
                .as("%s", explanation)
                .isEqualTo(look.engine().holds(explanation.condition(), profile, null, look.moment()));
        assertEvidence(look, explanation.evidence());
        explanation.parts().forEach(part -> assertEveryBranchHolds(look, part));
    }

    /** Attributes are told with the values that they have. */
    private static void assertEvidence(Look look, List<Evidence> evidence) {
        for (var each : evidence) {
            if (each instanceof Evidence.OfName(Name.OfAttribute(var attribute), var value)) {
                var known = look.workspace().attributes().get(attribute);
                if (known.scope() != Scope.EVENT) {
                    assertThat(value).as(attribute).isEqualTo(expected(look, known));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsComingComesThenAndNothingElseDoes(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        for (var sent : world.visitors()) {
            var events = Reference.withoutDuplicates(world.workspace(), sent);
            var end = World.end(events);
            var profile = EngineFold.ofAll(engine, events, end).profile();
            var now = profile.steppedAt();
            assertThat(engine.encode(engine.history(events).latest())).isEqualTo(engine.encode(profile));
            var expected = Reference.run(world.workspace(), events, end).transitions().stream()
                    .filter(transition -> transition.at().isAfter(now))
                    .toList();

            assertThat(engine.coming(profile, now, end, Integer.MAX_VALUE)).isEqualTo(expected);
            assertThat(engine.coming(profile, now, end, 2))
                    .isEqualTo(expected.subList(0, Math.min(2, expected.size())));
            expected.stream().limit(3).forEach(transition -> assertTurns(world.workspace(), events, transition));
            if (!expected.isEmpty()) {
                var last = expected.getLast().at();
                assertThat(engine.coming(profile, now, last.minusMillis(1), Integer.MAX_VALUE))
                        .isEqualTo(expected.stream()
                                .filter(transition -> transition.at().isBefore(last))
                                .toList());
            }
        }
    }

    private static void assertTurns(Workspace workspace, List<Event> events, Transition transition) {
        var before = Reference.fold(workspace, events, transition.at().minusMillis(1));
        var after = Reference.fold(workspace, events, transition.at());
        switch (transition) {
            case Transition.BadgeAssigned(var badge, var _) -> {
                assertThat(before.badges()).doesNotContainKey(badge);
                assertThat(after.badges()).containsKey(badge);
            }
            case Transition.BadgeRemoved(var badge, var _) -> {
                assertThat(before.badges()).containsKey(badge);
                assertThat(after.badges()).doesNotContainKey(badge);
            }
            case Transition.Joined(var segment, var _) -> {
                assertThat(before.segments()).doesNotContainKey(segment);
                assertThat(after.segments()).containsKey(segment);
            }
            case Transition.Left(var segment, var _) -> {
                assertThat(before.segments()).containsKey(segment);
                assertThat(after.segments()).doesNotContainKey(segment);
            }
            case Transition.VisitStarted _, Transition.VisitEnded _ -> {}
        }
    }
}
