package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who have something sent for a while and then ask to be forgotten, one after the other, while the server is killed: whoever
 * was told that it is done is gone for good, and of anybody else nothing acknowledged is missing, or everything is gone.
 */
final class Leavers {
    private static final int AT_ONCE = 4;
    private static final int DEVICES = 2;

    private final String key;
    /** The first who has not asked yet. */
    private final AtomicInteger first = new AtomicInteger();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Set<Integer> forgotten = ConcurrentHashMap.newKeySet();

    Leavers(String key) {
        this.key = key;
    }

    /** Something happens to one of them. It may arrive when they have been forgotten. */
    void send(Http http, Random random) throws IOException {
        var leaver = first.get() + random.nextInt(AT_ONCE);
        var events = new ArrayList<String>();
        for (var size = 1 + random.nextInt(4); size > 0; size--) {
            var id = "l" + numbers.incrementAndGet();
            events.add("""
                    {"id":"%s","event":"visit","visitor":"%s","time":"%s","attributes":{"number":"%s","customer":"%s","email":"%s"}}""".formatted(
                    id, device(leaver, random.nextInt(DEVICES)), Instant.now(), id, customer(leaver), email(leaver)));
        }
        var answer = http.events(key, "[" + String.join(",", events) + "]");
        assertThat(answer.statusCode()).isEqualTo(200);
        for (var result : Http.JSON.readTree(answer.body()).path("results")) {
            if (!result.path("status").asString().equals("erased")) {
                acknowledged
                        .computeIfAbsent(leaver, _ -> new ConcurrentSkipListSet<>())
                        .add(result.path("id").asString());
            }
        }
    }

    /** The next one asks to be forgotten, by whatever they are known by. */
    void leave(Http http, Random random) {
        var leaver = first.getAndIncrement();
        var identifiers = identifiers(leaver);
        var status = http.delete("/api/profiles/" + identifiers.get(random.nextInt(identifiers.size())))
                .statusCode();
        assertThat(status).isIn(200, 404);
        if (status == 200) {
            forgotten.add(leaver);
        }
    }

    /** Those who have had something sent, and have not asked yet, do. */
    void leaveAll(Http http, Random random) {
        for (var left = 0; left < AT_ONCE; left++) {
            leave(http, random);
        }
    }

    /** How many were told that they are forgotten. */
    int gone() {
        return forgotten.size();
    }

    void areGoneOrThere(Http http, long seed) {
        for (var leaver = 0; leaver < first.get() + AT_ONCE; leaver++) {
            var found = identifiers(leaver).stream()
                    .map(identifier -> identifier.split("/", 2))
                    .map(identifier -> http.profile(identifier[0], identifier[1]))
                    .filter(profile -> profile.has("attributes"))
                    .toList();
            var about = "seed %d: %s".formatted(seed, customer(leaver));
            if (forgotten.contains(leaver)) {
                assertThat(found).as(about).isEmpty();
            } else if (!found.isEmpty() || leaver >= first.get()) {
                var ids = found.stream()
                        .flatMap(profile ->
                                profile.path("attributes").path("ids").valueStream())
                        .map(id -> id.asString())
                        .toList();
                assertThat(ids).as(about).containsAll(acknowledged.getOrDefault(leaver, Set.of()));
            }
        }
    }

    private static List<String> identifiers(int leaver) {
        return List.of(
                "customer/" + customer(leaver),
                "email/" + email(leaver),
                "anonymous/" + device(leaver, 0),
                "anonymous/" + device(leaver, 1));
    }

    private static String customer(int leaver) {
        return "leaver-" + leaver;
    }

    private static String email(int leaver) {
        return customer(leaver) + "@x.org";
    }

    private static String device(int leaver, int number) {
        return "device-" + number + "-of-" + customer(leaver);
    }
}
