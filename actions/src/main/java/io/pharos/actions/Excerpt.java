package io.pharos.actions;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer's body. A receiver has answered when its status is there; one that then goes on for ever,
 * stops half-way or breaks off neither holds a thread nor fills the memory.
 */
final class Excerpt implements BodySubscriber<String> {
    private static final int KEPT = 2_000;
    /** Up to here an answer is read to its end, so that the connection can be used again. */
    private static final int READ = 256 * 1024;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Duration patience;
    private Flow.@Nullable Subscription subscription;
    private long read;

    Excerpt(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription more) {
        subscription = more;
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::stop);
        more.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            read += buffer.remaining();
            var some = new byte[Math.min(buffer.remaining(), KEPT - kept.size())];
            buffer.get(some);
            kept.writeBytes(some);
        }
        if (read > READ) {
            stop();
        }
    }

    @Override
    public void onError(Throwable problem) {
        complete();
    }

    @Override
    public void onComplete() {
        complete();
    }

    private void stop() {
        if (!text.isDone() && subscription != null) {
            subscription.cancel();
        }
        complete();
    }

    private synchronized void complete() {
        text.complete(kept.toString(StandardCharsets.UTF_8));
    }
}
