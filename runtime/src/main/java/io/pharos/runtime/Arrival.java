package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.Receipt.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An event that is applied now, which may be later than it came.
 *
 * @param logged the entry it is applied by
 * @param asked empty if nobody waits for an answer
 */
record Arrival(Logged logged, long person, Event event, Identifier routing, Optional<Work.Apply> asked) {
    static Arrival of(Work.Apply apply) {
        var ingest = apply.ingest();
        return new Arrival(
                apply.logged(),
                apply.whose().person(),
                ingest.event(),
                ingest.sender().routing(),
                Optional.of(apply));
    }

    static Arrival of(Backlog.Waiting waiting, Logged logged, long person) {
        return new Arrival(logged, person, waiting.event(), waiting.routing(), waiting.asked());
    }

    /** Those of its identifiers, and {@code more}. */
    List<Problem> problems(List<Problem> more) {
        var problems = new ArrayList<Problem>();
        asked.ifPresent(apply -> problems.addAll(apply.problems()));
        problems.addAll(more);
        return problems;
    }

    List<Parcel> parcels() {
        return asked.flatMap(Work.Apply::parcels).orElse(List.of());
    }

    /** Tells whoever sent it that it waits, unless it is applied by then. */
    void answerWithin(Duration patience) {
        asked.ifPresent(apply -> {
            var receipt = new Receipt(event.id(), Status.WAITING, apply.problems(), routing);
            var answer = apply.ingest().answer();
            if (patience.isZero()) {
                answer.complete(receipt);
            } else {
                var _ = answer.completeOnTimeout(receipt, patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Tells whoever sent it, as soon as everybody whom it makes another is that. */
    void answer(Status status, List<Problem> problems) {
        asked.ifPresent(apply -> {
            var receipt = new Receipt(event.id(), status, problems, routing);
            var answer = apply.ingest().answer();
            var _ = apply.others().whenComplete((_, failure) -> {
                if (failure == null) {
                    answer.complete(receipt);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
    }
}
