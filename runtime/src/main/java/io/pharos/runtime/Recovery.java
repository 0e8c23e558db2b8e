package io.pharos.runtime;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Applies the end of the log again that was not written back, and writes it back. Runs on the committer's thread. */
final class Recovery {
    private static final int PIECE_BYTES = 4 << 20;

    private final Log log;
    private final EntryCodec codec;
    private final Shards shards;
    private final WriteBack writeBack;
    private final Executor executor;
    private final Health health;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long position;
    private boolean waits;

    Recovery(Log log, EntryCodec codec, Stage stage, Parts parts) {
        this.log = log;
        this.codec = codec;
        this.shards = stage.shards();
        this.writeBack = stage.writeBack();
        this.executor = parts.committer();
        this.health = parts.health();
        this.position = writeBack.position();
        writeBack.whenRelieved(() -> {
            if (waits) {
                next();
            }
        });
    }

    CompletableFuture<Void> run() {
        executor.execute(this::next);
        return done;
    }

    private void next() {
        if (health.failure().isPresent()) {
            done.completeExceptionally(health.stopped());
            return;
        }
        waits = writeBack.isCongested();
        if (waits) {
            return; // woken again when it is not
        }
        try {
            var records = log.read(position, PIECE_BYTES);
            if (records.isEmpty()) {
                var _ = shards.ask(_ -> true)
                        .thenCompose(_ -> writeBack.write())
                        .whenComplete((_, failure) -> finish(failure));
                return;
            }
            var logged = new ArrayList<Logged>(records.size());
            for (var record : records) {
                logged.add(codec.decode(position++, record));
            }
            shards.apply(logged);
            writeBack.appended(position, logged.getLast().at(), records);
            var _ = shards.ask(_ -> true).whenCompleteAsync((_, _) -> next(), executor);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void finish(@Nullable Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
