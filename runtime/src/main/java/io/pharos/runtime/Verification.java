package io.pharos.runtime;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a store keeps with what follows from its events. The rest of the log is applied first, as a start would, but
 * nothing is offered to the world. Then each profile is folded from its history, who is who is worked out from all events, and what
 * else follows from others is made anew. What follows is gathered in a state of its own and compared row by row, so it does
 * not matter how many rows there are.
 */
public final class Verification {
    /** The progress is told in parts of this. */
    public static final int WHOLE = 1_000;
    /** Of the whole, how much reading the histories takes. */
    private static final int HISTORIES = 800;

    private final State.View rows;
    private final Opening.InForce inForce;
    private final Expected expected;
    private final Differences differences;
    private final IntConsumer progress;

    private Verification(
            State.View rows,
            Opening.InForce inForce,
            Expected expected,
            Differences differences,
            IntConsumer progress) {
        this.rows = rows;
        this.inForce = inForce;
        this.expected = expected;
        this.differences = differences;
        this.progress = progress;
    }

    /**
     * Blocks until all is compared.
     *
     * @param storage whose rows take what the rest of the log makes of them, if that is not written yet
     * @param scratch an empty state, which nobody needs afterwards
     * @param standIn what is in force in a store that kept no versions, or if the latest cannot be read by this program
     * @param progress is told how much is done, up to {@link #WHOLE}
     * @throws IllegalStateException if log and rows do not belong together, or cannot be read
     */
    public static VerificationReport of(
            Storage storage, State scratch, Optional<Publication> standIn, IntConsumer progress) {
        var threads = new PlatformThreads();
        try {
            return of(storage, scratch, Language.YAML, standIn, HostSettings.DEFAULT, threads, progress)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.close();
        }
    }

    static CompletableFuture<VerificationReport> of(
            Storage storage,
            State scratch,
            Language language,
            Optional<Publication> standIn,
            HostSettings settings,
            Threads threads,
            IntConsumer progress) {
        var opening = new Opening(storage, language, standIn);
        opening.check();
        var before = opening.inForce();
        var context =
                Host.context(before, storage, opening.epoch(), _ -> {}, new Journal(settings.journal()), settings);
        return Host.recover(context, language, storage, InstantSource.system(), new Parts(threads))
                .handle((_, failure) -> {
                    var differences = new Differences();
                    tell(failure, differences);
                    try (var rows = storage.state().view()) {
                        return new Verification(rows, opening.inForce(), new Expected(scratch), differences, progress)
                                .run(storage.log().end(), opening);
                    }
                });
    }

    /** What is written is compared nevertheless. */
    private static void tell(@Nullable Throwable failure, Differences differences) {
        if (failure != null) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            var found = cause.toString();
            differences.add(Rows.Family.META, () -> "the rest of the log", found, "entries that can be applied");
        }
    }

    private VerificationReport run(long end, Opening opening) {
        var edition = inForce.edition();
        var kept = Counts.load(rows);
        if (kept.of(Counts.REMOVED) > 0) {
            differences.somebodyWasRemoved();
        }
        var names = new PersonNames(rows, edition);
        var counts = new Counts();
        var profiles = new ProfileCheck(
                new KnownEditions(inForce, opening), Progress.of(rows).at(), expected, counts, differences, names);
        var owners = new OwnerCheck(rows, edition, expected, differences, names);
        var histories = new HistoryCheck(rows, profiles, owners, counts, differences, names);
        for (var slot = 0; slot < ProfileId.SLOTS; slot++) {
            histories.check(slot);
            progress.accept(HISTORIES * slot / ProfileId.SLOTS);
        }
        var identifiers = PersonCheck.gather(rows, expected, differences);
        try (var should = expected.view()) {
            new MomentCheck(rows, should, differences, names).check();
            new EventIdCheck(rows, should, differences, names).check(counts.of(Counts.EVENTS));
            new LinkCheck(rows, should, Bounds.of(edition.workspace()), differences).check();
            new PersonCheck(rows, differences).check(should);
        }
        progress.accept((HISTORIES + WHOLE) / 2);
        new LedgerCheck(rows, expected, counts, differences).check(end);
        CountCheck.check(kept, counts, differences);
        new VersionCheck(differences).check(rows);
        progress.accept(WHOLE);
        return report(identifiers, counts);
    }

    private VerificationReport report(long identifiers, Counts counts) {
        return new VerificationReport(
                Progress.of(rows).at(),
                counts.of(Counts.PROFILES),
                counts.of(Counts.EVENTS),
                identifiers,
                counts.under(Counts.DELIVERY).values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                differences.count(),
                differences.examples(),
                differences.notes());
    }
}
