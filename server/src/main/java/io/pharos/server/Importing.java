package io.pharos.server;

import io.pharos.collect.RowProblem;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.runtime.Host;
import io.pharos.runtime.Receipt;
import io.pharos.server.http.Json;
import io.pharos.server.http.LongAnswer;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** One file on its way into the host: in batches, as fast as there is room, with lines that say how far it is. */
final class Importing {
    private static final int BATCH = 500;
    private static final long EVERY_NANOS = 500_000_000;
    /** Problems said one by one; beyond it they are only counted. */
    private static final int PROBLEMS_TOLD = 1_000;

    private final Host host;
    private final LongAnswer lines;
    private final List<Event> batch = new ArrayList<>(BATCH);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder erased = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private long rejected;
    private long told = System.nanoTime();

    Importing(Host host, LongAnswer lines) {
        this.host = host;
        this.lines = lines;
    }

    void event(Event event) {
        batch.add(event);
        if (batch.size() == BATCH) {
            send();
        }
    }

    void problem(RowProblem problem) {
        rejected++;
        if (rejected <= PROBLEMS_TOLD) {
            line(json -> {
                json.writeNumberProperty("row", problem.row());
                json.writeNumberProperty("line", problem.line());
                json.writeName("problems");
                ProblemDocument.write(List.of(problem.problem()), json);
            });
        }
    }

    /** Returns when every event is durable and applied, and the summary is on its way. */
    void finish(long rows) {
        send();
        pending.join();
        line(json -> {
            json.writeBooleanProperty("complete", true);
            json.writeNumberProperty("rows", rows);
            counts(json);
            json.writeNumberProperty("rejected", rejected);
        });
    }

    /** The file could not be read to its end. What came before stays, and sending the mended file completes it. */
    void stop(Problem problem) {
        send();
        pending.join();
        line(json -> {
            json.writeBooleanProperty("complete", false);
            counts(json);
            json.writeNumberProperty("rejected", rejected);
            json.writeName("problems");
            ProblemDocument.write(List.of(problem), json);
        });
    }

    private void send() {
        if (batch.isEmpty()) {
            return;
        }
        try {
            send(List.copyOf(batch));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ProblemType.NOT_READY, "The server is stopping.");
        }
        batch.clear();
        if (pending.isCompletedExceptionally()) {
            throw new CompletionException(pending.exceptionNow());
        }
        tellHowFar();
    }

    /** In halves where there is never room for all of them at once. */
    private void send(List<Event> events) throws InterruptedException {
        var receipts = host.ingestPatiently(events);
        var tooMany = receipts.isCompletedExceptionally()
                && receipts.exceptionNow() instanceof IllegalArgumentException
                && events.size() > 1;
        if (tooMany) {
            var half = events.size() / 2;
            send(events.subList(0, half));
            send(events.subList(half, events.size()));
        } else {
            pending = CompletableFuture.allOf(pending, receipts.thenAccept(this::count));
        }
    }

    private void count(List<Receipt> receipts) {
        for (var receipt : receipts) {
            switch (receipt.status()) {
                case ACCEPTED, WAITING -> accepted.increment();
                case DUPLICATE -> duplicates.increment();
                case ERASED -> erased.increment();
                case FAILED -> quarantined.increment();
            }
        }
    }

    private void tellHowFar() {
        if (System.nanoTime() - told < EVERY_NANOS) {
            return;
        }
        told = System.nanoTime();
        line(this::counts);
        lines.flush();
    }

    private void counts(JsonGenerator json) {
        json.writeNumberProperty("accepted", accepted.sum());
        json.writeNumberProperty("duplicates", duplicates.sum());
        json.writeNumberProperty("erased", erased.sum());
        json.writeNumberProperty("quarantined", quarantined.sum());
    }

    private void line(Consumer<JsonGenerator> properties) {
        lines.write(Json.line(json -> {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }));
    }
}
