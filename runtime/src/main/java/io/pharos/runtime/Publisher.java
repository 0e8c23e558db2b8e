package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Publishes one proposal after the other, and knows what is published. Safe for use by many threads. */
final class Publisher {
    private final Language language;
    private final Outbox outbox;
    private final Committer committer;
    private final Shards shards;
    private final CensusTaking census;
    private final Executor executor;
    private volatile Current current;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** What is published; no publication before the first. */
    record Current(Optional<Publication> publication, Workspace workspace, Intake intake) {
        long number() {
            return publication.map(Publication::number).orElse(0L);
        }
    }

    Publisher(
            Context context,
            Opening.InForce inForce,
            Language language,
            Committer committer,
            Stage stage,
            CensusTaking census,
            Parts parts) {
        this.language = language;
        this.outbox = context.outbox();
        this.committer = committer;
        this.shards = stage.shards();
        this.census = census;
        this.executor = parts.publisher();
        this.current = current(inForce.publication(), inForce.edition().workspace());
        outbox.follow(current.workspace());
    }

    private static Current current(Optional<Publication> publication, Workspace workspace) {
        return new Current(publication, workspace, new Intake(workspace));
    }

    Current current() {
        return current;
    }

    /** @param before is waited for before it comes into force */
    synchronized CompletableFuture<PublishResult> publish(Proposal proposal, Supplier<CompletableFuture<Void>> before) {
        var result = last.handleAsync((_, _) -> proposal, executor).thenCompose(next -> attempt(next, before));
        last = result;
        return result;
    }

    private CompletableFuture<PublishResult> attempt(Proposal proposal, Supplier<CompletableFuture<Void>> before) {
        var published = current.publication();
        if (published.isPresent() && published.get().files().equals(proposal.files())) {
            return CompletableFuture.completedFuture(new PublishResult.Unchanged(published.get()));
        }
        if (published.isPresent() && proposal.base() != current.number()) {
            return CompletableFuture.completedFuture(new PublishResult.Stale(proposal.base(), published.get()));
        }
        return switch (language.read(proposal.files())) {
            case Parsed.Invalid<Workspace>(var problems) ->
                CompletableFuture.completedFuture(new PublishResult.Refused(problems));
            case Parsed.Valid<Workspace>(var workspace, var _) ->
                prepared(workspace)
                        .thenCompose(census -> before.get().thenCompose(_ -> log(proposal, workspace, census)))
                        .whenComplete((_, _) -> census.end());
        };
    }

    /** What has to be known of all events first; empty if who is who does not change. */
    private CompletableFuture<Optional<Census>> prepared(Workspace workspace) {
        var inForce = current.workspace();
        return Recognition.of(inForce).equals(Recognition.of(workspace))
                ? CompletableFuture.completedFuture(Optional.empty())
                : census.of(inForce, workspace, current.number() + 1).thenApply(Optional::of);
    }

    private CompletableFuture<PublishResult> log(Proposal proposal, Workspace workspace, Optional<Census> taken) {
        var publication = Publication.of(proposal, current.number() + 1, Instant.EPOCH);
        var entry = new Entry.Publish(publication, Optional.of(Engine.of(workspace)), taken, new CompletableFuture<>());
        outbox.follow(workspace);
        committer.submit(List.of(entry));
        return entry.answer()
                .thenCompose(at -> shards.ask(_ -> at))
                .thenApply(at -> publication.at(at.getFirst()))
                .thenApply(done -> {
                    current = current(Optional.of(done), workspace);
                    return new PublishResult.Published(done);
                });
    }
}
