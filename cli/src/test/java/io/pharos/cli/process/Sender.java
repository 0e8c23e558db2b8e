package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Clients that send until everything is acknowledged: what was not is sent again, as it was, to the server that comes
 * next.
 */
final class Sender {
    /** The numbers of the events that were acknowledged, by visitor. */
    private final Map<String, Set<Integer>> acknowledged = new ConcurrentHashMap<>();

    private final Relay relay = new Relay();

    /** Where the server is, for as long as there is one. */
    private static final class Relay {
        private URI address = URI.create("http://nowhere");
        private int round;

        synchronized void next(URI server) {
            address = server;
            round++;
            notifyAll();
        }

        synchronized int awaitAfter(int last) throws InterruptedException {
            while (round == last) {
                wait();
            }
            return round;
        }

        synchronized URI address() {
            return address;
        }
    }

    /** The clients turn to the server at {@code address}. */
    void to(URI address) {
        relay.next(address);
    }

    int acknowledged() {
        return acknowledged.values().stream().mapToInt(Set::size).sum();
    }

    Map<String, Set<Integer>> acknowledgedByVisitor() {
        return Map.copyOf(acknowledged);
    }

    /** Sends {@code requests} one after the other; returns when all of them are acknowledged. */
    void send(List<List<Lamps.Sent>> requests) throws InterruptedException {
        var round = relay.awaitAfter(0);
        var http = new Http(relay.address());
        var again = false;
        for (var next = requests.iterator(); next.hasNext(); ) {
            var request = next.next();
            while (!acknowledged(http, request, again)) {
                http.close();
                round = relay.awaitAfter(round);
                http = new Http(relay.address());
                again = true;
            }
            again = false;
        }
        http.close();
    }

    /** @param again whether the request may have been taken before, without an answer */
    private boolean acknowledged(Http http, List<Lamps.Sent> request, boolean again) {
        var body = request.stream().map(Lamps.Sent::json).collect(Collectors.joining(",", "[", "]"));
        try {
            var answer = http.events(
                    Lamps.KEY, request.size() == 1 ? request.getFirst().json() : body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var results = Http.JSON.readTree(answer.body()).path("results");
            assertThat(results).hasSameSizeAs(request);
            var statuses = results.valueStream()
                    .map(result -> result.path("status").asString())
                    .collect(Collectors.toSet());
            assertThat(statuses)
                    .as("a request is taken as a whole, and once: %s", answer.body())
                    .hasSize(1)
                    .isSubsetOf(again ? Set.of("accepted", "duplicate") : Set.of("accepted"));
            request.forEach(sent -> acknowledged
                    .computeIfAbsent(sent.visitor(), _ -> new ConcurrentSkipListSet<>())
                    .add(sent.number()));
            return true;
        } catch (IOException killed) {
            return false;
        }
    }
}
