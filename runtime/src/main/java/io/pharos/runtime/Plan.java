package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A draft simulated over stored profiles, on threads of its own. It reads the store as it was at the start; nothing is
 * changed by it and nothing leaves. Safe for use by many threads.
 */
public final class Plan {
    private final Engine published;
    private final Engine draft;
    private final PlanSettings settings;
    private final State.View view;
    private final Pace pace;
    private final long known;
    private final Selection selection;
    private final Histories histories;
    private final Days days;
    private final Duration expected;
    private final long startedNanos = System.nanoTime();
    private final AtomicInteger nextSlot = new AtomicInteger();
    private final AtomicInteger working;
    private final LongAdder profiles = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final Comparison sum;
    private final CompletableFuture<PlanReport> report = new CompletableFuture<>();
    private Optional<DraftPersons> persons = Optional.empty();
    private volatile boolean isStopped;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable PlanProgress end;

    /**
     * @param view is closed at the end
     * @param asOf later events are left out
     */
    Plan(Engine published, Engine draft, PlanSettings settings, State.View view, Instant asOf, Pace pace) {
        this.published = published;
        this.draft = draft;
        this.settings = settings;
        this.view = view;
        this.pace = pace;
        var counts = Counts.load(view);
        this.known = counts.of(Counts.PROFILES);
        this.selection = Selection.of(settings.sample(), known);
        this.histories = new Histories(view, selection, asOf);
        this.days = new Days(asOf, settings.days(), draft.workspace().zone());
        this.expected = pace.of(counts.of(Counts.EVENTS) * selection.shareOfAll(), settings.threads());
        this.working = new AtomicInteger(settings.threads());
        this.sum = new Comparison(published, draft, days);
    }

    /** Sets the threads off. */
    @SuppressWarnings("ThreadPriorityCheck") // a wish, on which nothing relies
    Plan start() {
        for (var i = 0; i < settings.threads(); i++) {
            Thread.ofPlatform()
                    .name("pharos-plan-" + i)
                    .daemon()
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::work);
        }
        return this;
    }

    /**
     * Completes on a thread of the plan; with a {@link CancellationException} if it was cancelled, and with what went wrong
     * if the store is damaged.
     */
    public CompletableFuture<PlanReport> report() {
        return report;
    }

    /** The plan ends after the profiles that are just being folded. */
    public void cancel() {
        isStopped = true;
    }

    public PlanProgress progress() {
        var ended = end;
        if (ended != null) {
            return ended;
        }
        var done = profiles.sum();
        var all = Math.max(done, Math.round(known * selection.shareOfAll()));
        var taken = taken();
        var isMeasured = taken.toSeconds() > 0 && done > 0;
        var whole = isMeasured ? taken.multipliedBy(all).dividedBy(done) : expected;
        var left = whole.minus(taken);
        return new PlanProgress(done, all, taken, left.isNegative() ? Duration.ZERO : left);
    }

    private Duration taken() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private void work() {
        try {
            var comparison = new Comparison(published, draft, days);
            var others = persons();
            for (var slot = nextSlot.getAndIncrement();
                    slot < selection.slots() && !isStopped;
                    slot = nextSlot.getAndIncrement()) {
                read(slot, comparison, others);
            }
            synchronized (sum) {
                sum.add(comparison);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            isStopped = true;
        } finally {
            if (working.decrementAndGet() == 0) {
                finish();
            }
        }
    }

    /** Found out by the thread that is first; the others wait. Empty if the draft leaves everybody who they are. */
    private synchronized Optional<DraftPersons> persons() {
        var before = published.workspace();
        var after = draft.workspace();
        if (persons.isEmpty() && !Recognition.of(before).equals(Recognition.of(after))) {
            persons = DraftPersons.of(view, before, after, days.end(), () -> !isStopped);
        }
        return persons;
    }

    private void read(int slot, Comparison comparison, Optional<DraftPersons> others) {
        histories.read(slot, (profile, was) -> {
            var is = others.map(persons -> persons.history(profile)).orElse(was);
            return compare(comparison, profile, was, is);
        });
        others.ifPresent(persons -> {
            for (var person : persons.newcomers(slot)) {
                if (selection.has(person) && !isStopped) {
                    compare(comparison, person, List.of(), persons.history(person));
                }
            }
        });
    }

    private boolean compare(Comparison comparison, long profile, List<Event> was, List<Event> is) {
        comparison.profile(profile, was, is);
        profiles.increment();
        events.add(was.size());
        return !isStopped;
    }

    private void finish() {
        view.close();
        var taken = taken();
        end = new PlanProgress(profiles.sum(), profiles.sum(), taken, Duration.ZERO);
        var failed = failure;
        if (failed != null) {
            report.completeExceptionally(failed);
        } else if (isStopped) {
            report.completeExceptionally(new CancellationException("the plan was cancelled"));
        } else {
            pace.took(taken, events.sum(), settings.threads());
            var all = selection.isAll() ? sum.profiles() : Math.max(known, sum.profiles());
            report.complete(new Tabulation(published.workspace(), draft.workspace(), sum)
                    .report(all, persons().map(DraftPersons::report)));
        }
    }
}
