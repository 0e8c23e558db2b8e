package io.pharos.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something an action owes the world. It holds all that is needed to send it, so that what is sent was true when it was
 * decided.
 *
 * @param id follows from the log entry that made it: the same entry makes the same id again, and a receiver can tell
 *     by it that it has seen the delivery before
 * @param sequence rises along the log; deliveries of one action to one profile leave in this order
 * @param profileId internal, stable while the store lives
 * @param profile as it was after the step that triggered the action
 * @param event the event of that step; null if time alone brought it about
 * @param notBefore when it may leave
 */
public record Delivery(
        String id,
        long sequence,
        String action,
        long profileId,
        Transition transition,
        Snapshot profile,
        @Nullable Event event,
        Instant notBefore) {

    /** What became of a delivery, once for all. */
    public sealed interface Outcome {
        Instant at();

        /** @param answer what the receiver said, shortened */
        record Delivered(Instant at, int attempts, String answer) implements Outcome {}

        /** Given up after the last attempt; a person can look at it and send it again. */
        record Dead(Instant at, int attempts, String reason) implements Outcome {}

        /** Not sent, because the transition was undone before it could leave. */
        record Cancelled(Instant at, String reason) implements Outcome {}
    }
}
