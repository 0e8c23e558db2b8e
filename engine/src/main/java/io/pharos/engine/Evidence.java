package io.pharos.engine;

import io.pharos.model.Condition.Measure;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a condition or an expression has read. */
public sealed interface Evidence {

    /** @param value empty if it is missing */
    record OfName(Name name, Optional<Value> value) implements Evidence {}

    /**
     * How a date stands to a moving moment.
     *
     * @param limit so long ago, or so long from now
     * @param reached when the date is that old, or that near
     */
    record OfAge(Comparand limit, Instant reached) implements Evidence {}

    /** @param value of the events that lie in the window; empty if it is missing */
    record OfFigure(Measure measure, Optional<Value> value) implements Evidence {}

    /**
     * How far a sequence has come.
     *
     * @param steps for each step the latest event from which one can go on; for the last one the latest that counts
     * @param from since when the sequence holds, or when it will if nothing happens; empty if it has not come to its end
     * @param until when that is over by time alone; empty if it never is
     */
    record OfSequence(List<Optional<Instant>> steps, Optional<Instant> from, Optional<Instant> until)
            implements Evidence {
        public OfSequence {
            steps = List.copyOf(steps);
        }
    }
}
