package io.pharos.bench;

import io.pharos.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests with events that have not been sent before, ready to go over the wire. The n-th of them goes over the n-th
 * connection and so on in turn, and a visitor always comes over the same one, as people do. Thread-safe.
 */
final class Requests {
    static final int BATCH = 100;

    private final SplittableRandom random = new SplittableRandom(3);
    private final int connections;
    private long number;

    Requests(int connections) {
        this.connections = connections;
    }

    List<byte[]> singles(int events, int visitors, String path) {
        var requests = new ArrayList<byte[]>(events);
        for (var i = 0; i < events; i++) {
            requests.add(Load.post(path, Shop.json(event(visitors, i % connections))));
        }
        return requests;
    }

    List<byte[]> batches(int events, int visitors) {
        var requests = new ArrayList<byte[]>();
        for (var i = 0; i < events / BATCH; i++) {
            requests.add(batch(visitors, i % connections));
        }
        return requests;
    }

    byte[] batch(int visitors, int connection) {
        return batch(
                Stream.generate(() -> event(visitors, connection)).limit(BATCH).toList());
    }

    static byte[] batch(List<Event> events) {
        var array = events.stream()
                .map(event -> new String(Shop.json(event), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        return Load.post("/api/events", array.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized Event event(int visitors, int connection) {
        var visitor = Shop.visitor(random, visitors);
        return Shop.event(random, number++, visitor - visitor % connections + connection, Instant.now());
    }
}
