package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.above;
import static io.pharos.engine.testkit.Definitions.ago;
import static io.pharos.engine.testkit.Definitions.always;
import static io.pharos.engine.testkit.Definitions.atLeast;
import static io.pharos.engine.testkit.Definitions.below;
import static io.pharos.engine.testkit.Definitions.days;
import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.eventTime;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.set;
import static io.pharos.engine.testkit.Definitions.that;
import static io.pharos.engine.testkit.Definitions.when;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A few people with a few devices who are easily mistaken for each other. One seed makes one crowd.
 *
 * @param events in the order in which they are sent, some of them twice
 */
record Crowd(Workspace workspace, List<Event> events) {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NAMES = List.of("page_view", "purchase");

    static Crowd random(long seed) {
        var chance = new Random(seed);
        var workspace = workspace(chance);
        var events = events(chance, workspace);
        if (chance.nextBoolean()) {
            events.sort(Event.ORDER);
        }
        return new Crowd(workspace, events);
    }

    /** The same people, some of whom name nobody by these definitions, as they may by others. */
    static Crowd named(long seed) {
        var chance = new Random(seed);
        var workspace = workspace(chance);
        var events = new ArrayList<Event>();
        var namesOften = 1 + chance.nextInt(4);
        for (var number = chance.nextInt(40); number >= 0; number--) {
            var event = drawn(number, namesOften, chance);
            events.add(event);
            if (chance.nextInt(4) == 0) {
                events.add(event);
            }
        }
        Collections.shuffle(events, chance);
        return new Crowd(workspace, events);
    }

    /** All identifiers that any event carries. */
    List<Identifier> identifiers() {
        var identification = new Identification(workspace);
        return events.stream()
                .flatMap(event -> identification.identifiers(event).stream())
                .distinct()
                .toList();
    }

    private static Workspace workspace(Random chance) {
        var draft = Draft.workspace("crowd")
                .limits(new Limits(
                        Limits.DEFAULT.text(),
                        Limits.DEFAULT.items(),
                        Limits.DEFAULT.exact(),
                        chance.nextBoolean() ? 2 + chance.nextInt(4) : 100))
                .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                .attribute("last_seen", Type.DATE, always(set(eventTime())))
                .badge("regular", when(that("orders", atLeast(3))))
                .segment("buyers", that("orders", above(0)))
                .segment("lapsed", that("last_seen", below(ago(days(3)))));
        var kinds = new ArrayList<>(List.of("customer", "email", "phone"));
        Collections.shuffle(kinds, chance);
        for (var kind : kinds) {
            if (chance.nextInt(4) > 0) {
                var policy = chance.nextInt(3) == 0 ? Policy.SWITCH : Policy.MERGE;
                draft.identifier(kind, policy, claim(policy, chance), normalisers(chance));
            }
        }
        return draft.build();
    }

    private static Normaliser[] normalisers(Random chance) {
        return switch (chance.nextInt(4)) {
            case 0 -> new Normaliser[] {Normaliser.LOWERCASE};
            case 1 -> new Normaliser[] {Normaliser.LOWERCASE, Normaliser.SHA256};
            default -> new Normaliser[] {};
        };
    }

    private static Optional<Duration> claim(Policy policy, Random chance) {
        return policy == Policy.SWITCH && chance.nextBoolean()
                ? Optional.of(Duration.ofHours(chance.nextInt(100)))
                : Optional.empty();
    }

    private static List<Event> events(Random chance, Workspace workspace) {
        var events = new ArrayList<Event>();
        var identification = new Identification(workspace);
        var namesOften = 1 + chance.nextInt(8);
        for (var number = chance.nextInt(40); number >= 0; number--) {
            var event = drawn(number, namesOften, chance);
            if (identification.routing(event).isPresent()) {
                events.add(event);
                if (chance.nextInt(8) == 0) {
                    events.add(event);
                }
            }
        }
        Collections.shuffle(events, chance);
        return events;
    }

    private static String written(String kind, Random chance) {
        var letter = kind.substring(0, 1);
        return chance.nextInt(6) == 0 ? letter.toUpperCase(Locale.ROOT) : letter;
    }

    private static Event drawn(int number, int namesOften, Random chance) {
        Map<String, Value> properties = new LinkedHashMap<>();
        for (var kind : List.of("customer", "email", "phone")) {
            if (chance.nextInt(namesOften) == 0) {
                properties.put(kind, new Value.Text(written(kind, chance) + "-" + chance.nextInt(4) + "."));
            }
        }
        // few moments, so that ties have to be settled
        var time = START.plus(Duration.ofHours(chance.nextInt(240)));
        return new Event(
                "e" + number,
                "website",
                chance.nextInt(6) == 0 ? null : "device_" + chance.nextInt(5) + ".",
                NAMES.get(chance.nextInt(NAMES.size())),
                time,
                chance.nextInt(3),
                time,
                Origin.LIVE,
                null,
                properties,
                List.of());
    }
}
