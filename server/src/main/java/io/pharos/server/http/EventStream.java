package io.pharos.server.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Server-sent events to one listener. Sending never waits: what the listener is too slow for is left out, and it is told
 * how much that was. Any thread may send.
 */
public final class EventStream {
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final BlockingQueue<Buffer> waiting;
    private final Set<EventStream> open;
    private final BooleanSupplier allowed;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private EventStream(
            HttpServerRequest request, Context context, int queue, Set<EventStream> open, BooleanSupplier allowed) {
        this.open = open;
        this.allowed = allowed;
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.waiting = new ArrayBlockingQueue<>(queue);
    }

    /**
     * @param open where the stream stands for as long as it is open
     * @param allowed whether the listener may still hear anything: a session may end meanwhile
     */
    static EventStream open(
            HttpServerRequest request, Context context, int queue, Set<EventStream> open, BooleanSupplier allowed) {
        var response = request.response();
        var stream = new EventStream(request, context, queue, open, allowed);
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                // Proxies that buffer would hold the events back.
                .putHeader("X-Accel-Buffering", "no");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return stream;
        }
        response.write(Buffer.buffer("retry: 2000\n\n"));
        response.drainHandler(_ -> stream.drain());
        return stream;
    }

    /** An event with an id, by which a listener can tell that it has seen it. */
    public void send(String name, long id, byte[] data) {
        enqueue("id: " + id + "\nevent: " + name + "\ndata: ", data);
    }

    /**
     * @param name of the event, one word
     * @param data one line, such as compact JSON
     */
    public void send(String name, byte[] data) {
        enqueue("event: " + name + "\ndata: ", data);
    }

    private void enqueue(String head, byte[] data) {
        var event = Buffer.buffer(head.length() + data.length + 2)
                .appendString(head)
                .appendBytes(data)
                .appendString("\n\n");
        if (!waiting.offer(event)) {
            dropped.incrementAndGet();
        }
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(_ -> drain());
        }
    }

    /** Calls {@code whenClosed} once the listener has gone, and keeps the connection alive until then. */
    public void untilClosed(Runnable whenClosed) {
        var timer = context.owner().setPeriodic(HEARTBEAT_MILLIS, _ -> {
            if (!isOver() && !endsWithPermission() && !response.writeQueueFull()) {
                response.write(HEARTBEAT);
            }
        });
        open.add(this);
        Runnable ended = () -> {
            open.remove(this);
            context.owner().cancelTimer(timer);
            whenClosed.run();
        };
        if (isOver()) {
            ended.run();
        } else {
            response.closeHandler(_ -> ended.run());
        }
    }

    /** Ends it: there is nothing more to say. */
    public void close() {
        context.runOnContext(_ -> end());
    }

    /** Whether the stream has ended because the listener may no longer hear anything. */
    private boolean endsWithPermission() {
        if (allowed.getAsBoolean()) {
            return false;
        }
        end();
        return true;
    }

    /** With the connection, since only its end tells that the stream is closed. */
    private void end() {
        if (!isOver()) {
            response.end().onComplete(_ -> request.connection().close());
        }
    }

    private boolean isOver() {
        return response.ended() || response.closed();
    }

    private void drain() {
        scheduled.set(false);
        if (isOver() || endsWithPermission()) {
            return;
        }
        while (!isOver() && !response.writeQueueFull()) {
            var event = waiting.poll();
            if (event == null) {
                tellWhatWasDropped();
                return;
            }
            response.write(event);
        }
    }

    private void tellWhatWasDropped() {
        var count = dropped.getAndSet(0);
        if (count > 0) {
            response.write("event: dropped\ndata: {\"count\":" + count + "}\n\n");
        }
    }
}
