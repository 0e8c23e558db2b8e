package io.pharos.cli.process;

import io.pharos.model.ValueText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A history of visitors who spend money and switch lamps, and what must come of it. Nothing here depends on when a server
 * gets to see an event, or on whether it looks at its deadlines before or after that.
 */
final class Lamps {
    static final String KEY = "lamp-key";

    private static final Duration AWAKE = Duration.ofSeconds(1);
    private static final int BIG = 300;

    private static final String WORKSPACE = """
            workspace: lamps
            settle: 0s
            sources:
              shop: { kind: server, key: lamp-key }
            attributes:
              total: { type: number, enrichments: [ increase: { by: amount } ] }
              count: { type: number, enrichments: [ increase: { by: 1 } ] }
              numbers: { type: set_of_strings, enrichments: [ add: { from: number } ] }
              switched: { type: string, enrichments: [ set: { to: lamp } ] }
              napped: { type: date, enrichments: [ { set: { to: event_time }, if: { event: nap } } ] }
            badges:
              big: { assign: { if: { total: { at_least: 300 } } } }
            segments:
              lit: { if: { switched: { is: "on" } } }
              small: { if: { total: { below: 300 } } }
              awake: { if: { napped: { within: 1s } } }
            connectors:
              hook: { kind: webhook, url: "RECEIVER" }
            actions:
            """;
    private static final String ACTION = """
              NAME:
                connector: hook
                trigger: { TRIGGER }
                mapping: { told: "{{ profile.identifiers.anonymous }} {{ action.name }} {{ trigger.at }}" }
            """;

    /** How a visitor behaves. */
    enum Habit {
        /** Sends events in any order, so that profiles are folded again: when the lamp is lit and dark is chance. */
        JUMPS,
        /** Sends events as time goes by, one close upon the other. */
        HURRIES,
        /** The same, but falls asleep after each event: by time alone. */
        NAPS;

        boolean isOrderly() {
            return this != JUMPS;
        }

        String event() {
            return this == NAPS ? "nap" : "shop";
        }
    }

    /** @param number unique within its visitor */
    record Sent(String visitor, int number, Instant time, int amount, String lamp, Habit habit) {
        String json() {
            return """
                    {"id":"%s-%d","source":"shop","time":"%s","event":"%s","visitor":"%s",\
                    "attributes":{"number":"%d","amount":%d,"lamp":"%s"}}""".formatted(visitor, number, time, habit.event(), visitor, number, amount, lamp);
        }
    }

    private final Random random;
    private final List<List<Sent>> histories = new ArrayList<>();

    /** @param start of the first events; late enough for all of them to be live, early enough for none to be ahead of time */
    Lamps(long seed, int visitors, int events, Instant start) {
        this.random = new Random(seed);
        for (var visitor = 0; visitor < visitors; visitor++) {
            histories.add(history("v" + visitor, habit(visitor), events, start));
        }
    }

    private static Habit habit(int visitor) {
        return Habit.values()[visitor % Habit.values().length];
    }

    private List<Sent> history(String visitor, Habit habit, int events, Instant start) {
        var history = new ArrayList<Sent>();
        var time = start;
        var lamp = false;
        for (var number = 0; number < events; number++) {
            time = time.plusMillis(1 + random.nextInt(20) + (habit == Habit.NAPS ? AWAKE.toMillis() : 0));
            lamp ^= random.nextInt(4) == 0;
            history.add(new Sent(visitor, number, time, 1 + random.nextInt(5), lamp ? "on" : "off", habit));
        }
        return history;
    }

    static void write(Path workspace, String receiver) throws IOException {
        Files.createDirectories(workspace);
        var definitions = WORKSPACE.replace("RECEIVER", receiver)
                + action("grown", "badge_assigned: big")
                + action("outgrown", "left: small")
                + action("lit", "joined: lit")
                + action("dark", "left: lit")
                + action("awake", "joined: awake")
                + action("asleep", "left: awake");
        Files.writeString(workspace.resolve("workspace.yaml"), definitions);
    }

    private static String action(String name, String trigger) {
        return ACTION.replace("NAME", name).replace("TRIGGER", trigger);
    }

    List<List<Sent>> histories() {
        return histories;
    }

    /** Requests of one client, each with the events of one body: single ones and batches, all visitors mixed. */
    List<List<Sent>> requests(int client, int clients) {
        var mine = new ArrayList<List<Sent>>();
        for (var index = client; index < histories.size(); index += clients) {
            var history = new ArrayList<>(histories.get(index));
            if (!isOrderly(history)) {
                Collections.shuffle(history, random);
            }
            mine.add(history);
        }
        var requests = new ArrayList<List<Sent>>();
        while (!mine.isEmpty()) {
            var request = new ArrayList<Sent>();
            for (var size = random.nextBoolean() ? 1 : 1 + random.nextInt(20); size > 0 && !mine.isEmpty(); size--) {
                var history = mine.get(random.nextInt(mine.size()));
                request.add(history.removeFirst());
                mine.removeIf(List::isEmpty);
            }
            requests.add(request);
        }
        return requests;
    }

    /** What actions must say; of those who jump, when does not matter. */
    Set<String> told() {
        var told = new TreeSet<String>();
        for (var history : histories) {
            if (isOrderly(history)) {
                tell(history, told);
            } else if (history.stream().mapToInt(Sent::amount).sum() >= BIG) {
                told.add(history.getFirst().visitor() + " grown");
                told.add(history.getFirst().visitor() + " outgrown");
            }
        }
        return told;
    }

    /** Whether it follows from the history that these words are told. */
    static boolean isDemanded(String told) {
        return isOrderly(told) || told.contains("grown");
    }

    /** The words of a delivery, such that two that are about one transition are the same. */
    static String transition(String told) {
        return isOrderly(told) ? told : told.substring(0, told.lastIndexOf(' '));
    }

    private static boolean isOrderly(String told) {
        return habit(Integer.parseInt(told.substring(1, told.indexOf(' ')))).isOrderly();
    }

    private static void tell(List<Sent> history, Set<String> told) {
        var total = 0;
        var lamp = "off";
        for (var sent : history) {
            if (!sent.lamp().equals(lamp)) {
                told.add(line(sent, sent.lamp().equals("on") ? "lit" : "dark", sent.time()));
            }
            if (total < BIG && total + sent.amount() >= BIG) {
                told.add(line(sent, "grown", sent.time()));
                told.add(line(sent, "outgrown", sent.time()));
            }
            if (sent.habit() == Habit.NAPS) {
                told.add(line(sent, "awake", sent.time()));
                told.add(line(sent, "asleep", sent.time().plus(AWAKE)));
            }
            lamp = sent.lamp();
            total += sent.amount();
        }
    }

    private static boolean isOrderly(List<Sent> history) {
        return history.getFirst().habit().isOrderly();
    }

    private static String line(Sent sent, String action, Instant at) {
        return sent.visitor() + " " + action + " " + ValueText.time(at);
    }
}
