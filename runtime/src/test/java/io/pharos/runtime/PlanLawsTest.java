package io.pharos.runtime;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Engine;
import io.pharos.engine.testkit.World;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.runtime.PlanReport.Example;
import io.pharos.runtime.PlanReport.Fired;
import io.pharos.runtime.PlanReport.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is published, drafted and stored: a plan says how two replays of the same events differ, and touches nothing. The
 * name of a failed test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class PlanLawsTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 40);

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS / 10, 1_000_000, Long.MAX_VALUE));
    }

    /** A world that was sent to a host, and the definitions of another one as the draft. */
    private static final class Planned {
        private final Random chance;
        private final Workspace published;
        private final Workspace draft;
        private final List<Event> events = new ArrayList<>();
        private final Rig rig;
        private final PlanSettings settings;

        Planned(long seed) {
            this.chance = new Random(seed);
            var world = World.random(seed);
            this.published = Shop.withAllTriggers(world.workspace());
            this.draft = Shop.withAllTriggers(World.random(seed ^ 0x5DEECE66DL).workspace());
            var identification = new Identification(published);
            var sent = world.visitors().stream()
                    .flatMap(List::stream)
                    .filter(event -> identification.routing(event).isPresent())
                    .collect(toList());
            Collections.shuffle(sent, chance);
            var start = sent.stream().map(Event::time).min(Instant::compareTo).orElseThrow();
            this.rig = new Rig(published, start, seed).open();
            sent.forEach(this::send);
            rig.timeIs(rig.now().plusMillis(chance.nextLong(Duration.ofDays(40).toMillis())));
            if (chance.nextBoolean()) {
                rig.tick();
            }
            this.settings = PlanSettings.DEFAULT
                    .withAll()
                    .withDays(1 + chance.nextInt(chance.nextBoolean() ? 10 : PlanSettings.MOST_DAYS))
                    .withThreads(1 + chance.nextInt(3));
        }

        private void send(Event event) {
            if (event.time().isAfter(rig.now())) {
                rig.timeIs(event.time().plusMillis(chance.nextInt(3)));
            }
            var arrived = new Event(
                    event.id(),
                    event.source(),
                    event.visitor(),
                    event.name(),
                    event.time(),
                    event.order(),
                    rig.now(),
                    event.origin(),
                    event.sentTime(),
                    event.properties(),
                    event.marks());
            var status = rig.send(arrived).status();
            assertThat(status).isNotEqualTo(Receipt.Status.FAILED);
            if (status == Receipt.Status.ACCEPTED) {
                events.add(arrived);
            }
        }

        PlanReport report() {
            return rig.plan(draft, settings);
        }

        List<Snapshot> published(Instant until) {
            return replayed(published, until);
        }

        List<Snapshot> drafted(Instant until) {
            return replayed(draft, until);
        }

        /** Of the persons of today, as they were. */
        private List<Snapshot> replayed(Workspace workspace, Instant until) {
            var engine = Engine.of(workspace);
            var snapshots = new ArrayList<Snapshot>();
            for (var history : histories()) {
                var profile = engine.stranger();
                for (var event : history) {
                    profile = event.time().isAfter(until)
                            ? profile
                            : engine.apply(profile, event).profile();
                }
                if (!profile.isStranger()) {
                    snapshots.add(engine.read(profile, until));
                }
            }
            return snapshots;
        }

        /** The last moments of the days of the period. */
        List<Instant> dayEnds(PlanReport report) {
            return report.days().stream()
                    .map(day -> day.plusDays(1)
                            .atStartOfDay(draft.zone())
                            .toInstant()
                            .minusMillis(1))
                    .map(end -> end.isAfter(rig.now()) ? rig.now() : end)
                    .toList();
        }

        List<List<Event>> histories() {
            return List.copyOf(new Stitching(published)
                    .of(events.stream().sorted(Event.ORDER).toList())
                    .all());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoEntersAndLeavesIsTheDifferenceOfTwoReplays(long seed) {
        var planned = new Planned(seed);
        var report = planned.report();
        var before = planned.published(report.asOf());
        var after = planned.drafted(report.asOf());

        assertThat(report.sample().profiles()).isEqualTo(before.size());
        for (var segment : report.segments()) {
            differs(segment, before, after, profile -> profile.segments().containsKey(segment.name()));
        }
        for (var badge : report.badges()) {
            differs(badge, before, after, profile -> profile.badges().containsKey(badge.name()));
        }
        assertThat(report.segments())
                .extracting(Group::name)
                .containsExactlyInAnyOrderElementsOf(Stream.of(planned.published, planned.draft)
                        .flatMap(workspace -> workspace.segments().keySet().stream())
                        .distinct()
                        .toList());
    }

    private static void differs(
            Group group, List<Snapshot> before, List<Snapshot> after, Function<Snapshot, Boolean> isMember) {
        assertThat(ids(group.enterers()))
                .as("who enters %s", group.name())
                .containsExactlyInAnyOrderElementsOf(difference(after, before, isMember));
        assertThat(ids(group.leavers()))
                .as("who leaves %s", group.name())
                .containsExactlyInAnyOrderElementsOf(difference(before, after, isMember));
        assertThat(group.entering()).isEqualTo(group.enterers().size());
        assertThat(group.leaving()).isEqualTo(group.leavers().size());
    }

    /** Those that are members in {@code these} and not in {@code others}, which are the same profiles. */
    private static List<String> difference(
            List<Snapshot> these, List<Snapshot> others, Function<Snapshot, Boolean> isMember) {
        return IntStream.range(0, these.size())
                .filter(i -> isMember.apply(these.get(i)) && !isMember.apply(others.get(i)))
                .mapToObj(i -> these.get(i).id())
                .toList();
    }

    private static List<String> ids(List<Example> examples) {
        return examples.stream().map(Example::id).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatHasAnotherValueIsTheDifferenceOfTwoReplays(long seed) {
        var planned = new Planned(seed);
        var report = planned.report();
        var before = planned.published(report.asOf());
        var after = planned.drafted(report.asOf());

        var told = new LinkedHashMap<String, List<List<?>>>();
        for (var attribute : report.attributes()) {
            assertThat(attribute.changed()).isEqualTo(attribute.examples().size());
            if (attribute.changed() > 0) {
                told.put(
                        attribute.name(),
                        attribute.examples().stream()
                                .<List<?>>map(
                                        change -> List.of(change.profile().id(), change.published(), change.draft()))
                                .sorted(Comparator.comparing(List::toString))
                                .toList());
            }
        }
        assertThat(told).isEqualTo(changes(before, after));
        assertThat(report.changed())
                .isEqualTo(IntStream.range(0, before.size())
                        .filter(i -> !isSame(before.get(i), after.get(i)))
                        .count());
    }

    private static Map<String, List<List<?>>> changes(List<Snapshot> before, List<Snapshot> after) {
        return IntStream.range(0, before.size())
                .boxed()
                .flatMap(i -> Stream.concat(
                                before.get(i).attributes().keySet().stream(),
                                after.get(i).attributes().keySet().stream())
                        .distinct()
                        .filter(name -> !Objects.equals(value(before.get(i), name), value(after.get(i), name)))
                        .map(name -> Map.entry(
                                name,
                                List.of(before.get(i).id(), value(before.get(i), name), value(after.get(i), name)))))
                .collect(groupingBy(
                        Map.Entry::getKey,
                        mapping(
                                Map.Entry::getValue,
                                collectingAndThen(
                                        toList(),
                                        found -> found.stream()
                                                .<List<?>>map(Function.identity())
                                                .sorted(Comparator.comparing(List::toString))
                                                .toList()))));
    }

    private static Optional<Value> value(Snapshot profile, String attribute) {
        return Optional.ofNullable(profile.attributes().get(attribute)).map(Beginning::of);
    }

    private static boolean isSame(Snapshot before, Snapshot after) {
        return before.attributes().equals(after.attributes())
                && before.badges().keySet().equals(after.badges().keySet())
                && before.segments().keySet().equals(after.segments().keySet());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSizeOfEachDayIsThatOfAReplayUpToItsEnd(long seed) {
        var planned = new Planned(seed);
        var report = planned.report();
        var ends = planned.dayEnds(report);
        // Replays of a year take long: some of the days tell as much.
        for (var day = 0; day < ends.size(); day += 1 + ends.size() / 8) {
            var before = planned.published(ends.get(day));
            var after = planned.drafted(ends.get(day));
            for (var segment : report.segments()) {
                Function<Snapshot, Boolean> isMember =
                        profile -> profile.segments().containsKey(segment.name());
                assertThat(List.of(
                                segment.publishedSizes().get(day),
                                segment.draftSizes().get(day)))
                        .as("%s at the end of %s", segment.name(), report.days().get(day))
                        .containsExactly(count(before, isMember), count(after, isMember));
            }
            for (var badge : report.badges()) {
                Function<Snapshot, Boolean> wears = profile -> profile.badges().containsKey(badge.name());
                assertThat(List.of(
                                badge.publishedSizes().get(day),
                                badge.draftSizes().get(day)))
                        .as("%s at the end of %s", badge.name(), report.days().get(day))
                        .containsExactly(count(before, wears), count(after, wears));
            }
        }
    }

    private static long count(List<Snapshot> profiles, Function<Snapshot, Boolean> isMember) {
        return profiles.stream().filter(isMember::apply).count();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anActionFiresAsOftenAsItsTransitionHappensInAFold(long seed) {
        var planned = new Planned(seed);
        var report = planned.report();
        var before = fired(planned, planned.published, report);
        var after = fired(planned, planned.draft, report);

        for (var action : report.actions()) {
            assertThat(List.of(told(action.published()), told(action.draft())))
                    .as(action.name())
                    .containsExactly(
                            before.getOrDefault(action.name(), Map.of()), after.getOrDefault(action.name(), Map.of()));
        }
    }

    /** By the number of the day; those that are silent under -1. */
    private static Map<Integer, Long> told(Fired fired) {
        var told = new LinkedHashMap<Integer, Long>();
        for (var day = 0; day < fired.perDay().size(); day++) {
            told.put(day, fired.perDay().get(day));
        }
        told.put(-1, fired.silent());
        told.values().removeIf(count -> count == 0);
        return told;
    }

    private static Map<String, Map<Integer, Long>> fired(Planned planned, Workspace workspace, PlanReport report) {
        var engine = Engine.of(workspace);
        var fired = new LinkedHashMap<String, Map<Integer, Long>>();
        for (var history : planned.histories()) {
            var profile = engine.stranger();
            var head = Instant.MIN;
            for (var event : history) {
                var isLive = event.origin() == Event.Origin.LIVE
                        && !event.time().plus(workspace.live()).isBefore(event.arrival());
                head = isLive || event.arrival().isBefore(head) ? head : event.arrival();
                var passed = engine.advance(profile, event.time());
                count(passed.transitions(), head, workspace, report, fired);
                var step = engine.apply(passed.profile(), event);
                count(step.transitions(), isLive ? Instant.MIN : Instant.MAX, workspace, report, fired);
                profile = step.profile();
            }
            var rest = engine.advance(profile, report.asOf());
            count(rest.transitions(), head, workspace, report, fired);
        }
        return fired;
    }

    private static void count(
            List<Transition> transitions,
            Instant silentUntil,
            Workspace workspace,
            PlanReport report,
            Map<String, Map<Integer, Long>> fired) {
        for (var transition : transitions) {
            var day = report.days()
                    .indexOf(LocalDate.ofInstant(transition.at(), report.draft().zone()));
            var action = action(transition);
            if (day >= 0 && workspace.actions().containsKey(action)) {
                fired.computeIfAbsent(action, _ -> new LinkedHashMap<>())
                        .merge(transition.at().isAfter(silentUntil) ? day : -1, 1L, Long::sum);
            }
        }
    }

    private static String action(Transition transition) {
        return switch (transition) {
            case Transition.Joined(var segment, var _) -> "joined_" + segment;
            case Transition.Left(var segment, var _) -> "left_" + segment;
            case Transition.BadgeAssigned(var badge, var _) -> "got_" + badge;
            case Transition.BadgeRemoved(var badge, var _) -> "lost_" + badge;
            case Transition.VisitStarted _, Transition.VisitEnded _ -> "";
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanTouchesNothing(long seed) {
        var planned = new Planned(seed);
        var profiles = planned.rig.export(planned.rig.now());
        var ada = planned.rig.profile("ada");
        var offers = planned.rig.offers();
        var ledger = planned.rig.ledger();
        var sizes = Simulation.sizes(planned.rig);

        planned.report();

        assertThat(planned.rig.export(planned.rig.now())).isEqualTo(profiles);
        assertThat(planned.rig.offers()).isEqualTo(offers);
        assertThat(planned.rig.ledger()).isEqualTo(ledger);
        assertThat(Simulation.sizes(planned.rig)).isEqualTo(sizes);
        assertThat(planned.rig.profile("ada")).isEqualTo(ada);
    }
}
