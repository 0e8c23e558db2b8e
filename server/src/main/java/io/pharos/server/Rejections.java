package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.ValueText;
import io.pharos.server.http.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/**
 * What clients sent and could not be taken in, so that a person can see it: counted for as long as the server runs, the
 * latest kept with a sample of what was sent.
 */
final class Rejections {
    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private static final int KEPT = 200;
    private static final int SAMPLE = 1_000;
    private static final long A_SECOND = 1_000;

    private final InstantSource clock;
    private final AtomicLong total = new AtomicLong();
    private final Deque<Rejection> latest = new ArrayDeque<>();
    private long loggedAt;

    private record Rejection(Instant at, String path, String id, List<Problem> problems, String sample) {
        boolean names(String text) {
            return path.contains(text)
                    || sample.contains(text)
                    || problems.toString().contains(text);
        }
    }

    Rejections(InstantSource clock) {
        this.clock = clock;
    }

    long total() {
        return total.get();
    }

    /** @param id of the event, as far as one could be read; empty for a whole request */
    void add(String path, String id, List<Problem> problems, byte[] body) {
        total.incrementAndGet();
        var now = clock.instant();
        var rejection = new Rejection(now, path, id, problems, sample(body));
        synchronized (latest) {
            latest.addFirst(rejection);
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
            // A client that is wrong is wrong thousands of times a second.
            if (now.toEpochMilli() - loggedAt < A_SECOND) {
                return;
            }
            loggedAt = now.toEpochMilli();
        }
        LOG.warn(
                "Rejected an event at {}: {} ({} rejected so far; see /api/rejections)",
                oneLine(path),
                problems.isEmpty() ? "" : oneLine(problems.getFirst().toString()),
                total);
    }

    /** Forgets what was sent with any of these in it. Returns how many that were. */
    int forget(List<Identifier> identifiers) {
        synchronized (latest) {
            var before = latest.size();
            latest.removeIf(
                    rejection -> identifiers.stream().map(Identifier::value).anyMatch(rejection::names));
            return before - latest.size();
        }
    }

    void write(int limit, JsonGenerator json) {
        List<Rejection> rejections;
        synchronized (latest) {
            rejections = latest.stream().limit(limit).toList();
        }
        json.writeStartObject();
        json.writeNumberProperty("total", total());
        json.writeName("rejections");
        json.writeStartArray();
        for (var rejection : rejections) {
            json.writeStartObject();
            json.writeStringProperty("at", ValueText.time(rejection.at()));
            json.writeStringProperty("path", rejection.path());
            json.writeStringProperty("id", rejection.id());
            json.writeName("problems");
            ProblemDocument.write(rejection.problems(), json);
            json.writeStringProperty("sample", rejection.sample());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What clients send must not look like other lines of the log. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** The beginning of what was sent; compressed bodies show as what they are. */
    private static String sample(byte[] body) {
        var length = Math.min(body.length, SAMPLE);
        return new String(body, 0, length, StandardCharsets.UTF_8) + (body.length > SAMPLE ? "…" : "");
    }
}
