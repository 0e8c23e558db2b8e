package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Applies the end of the log again that was not written back, and writes it back. Runs on the committer's thread. */
final class Recovery {
    private static final int PIECE_BYTES = 4 << 20;

    private final Log log;
    private final State state;
    private final EntryCodec codec;
    private final Shards shards;
    private final WriteBack writeBack;
    private final Executor executor;
    private final Health health;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long position;
    private Workspace inForce;
    private boolean waits;

    /** @param inForce at the first entry that is applied again */
    Recovery(Storage storage, Workspace inForce, EntryCodec codec, Stage stage, Parts parts) {
        this.log = storage.log();
        this.state = storage.state();
        this.inForce = inForce;
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
            var logged = decode(records);
            if (logged.isEmpty()) {
                resettle(codec.decode(position, records.getFirst()), records.getFirst());
            } else {
                apply(logged, records.subList(0, logged.size()));
            }
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** As far as the next publication that changes who is who. */
    private List<Logged> decode(List<byte[]> records) {
        var logged = new ArrayList<Logged>(records.size());
        for (var record : records) {
            var next = codec.decode(position + logged.size(), record);
            if (brings(next).filter(this::isOther).isPresent()) {
                return logged;
            }
            logged.add(next);
        }
        return logged;
    }

    private void apply(List<Logged> logged, List<byte[]> records) {
        for (var each : logged) {
            brings(each).ifPresent(workspace -> inForce = workspace);
        }
        position += logged.size();
        shards.apply(logged);
        writeBack.appended(position, logged.getLast().at(), records);
        var _ = shards.ask(_ -> true).whenCompleteAsync((_, _) -> next(), executor);
    }

    /** What was known of all events when it was logged is found again, from what there is at that place. */
    private void resettle(Logged logged, byte[] record) {
        var _ = shards.ask(_ -> true)
                .thenCompose(_ -> writeBack.write())
                .whenCompleteAsync(
                        (_, failure) -> {
                            if (failure != null) {
                                done.completeExceptionally(failure);
                                return;
                            }
                            try {
                                apply(List.of(counted(logged)), List.of(record));
                            } catch (RuntimeException e) {
                                done.completeExceptionally(e);
                            }
                        },
                        executor);
    }

    private Logged counted(Logged logged) {
        var publish = (Entry.Publish) logged.entry();
        try (var view = state.view()) {
            var census = Census.of(view, inForce, brings(logged).orElseThrow());
            return new Logged(logged.position(), logged.at(), publish.with(census));
        }
    }

    private static Optional<Workspace> brings(Logged logged) {
        return logged.entry() instanceof Entry.Publish publish
                ? publish.engine().map(Engine::workspace)
                : Optional.empty();
    }

    private boolean isOther(Workspace workspace) {
        return !Recognition.of(workspace).equals(Recognition.of(inForce));
    }

    private void finish(@Nullable Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
