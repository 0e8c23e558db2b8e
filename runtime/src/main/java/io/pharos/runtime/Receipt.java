package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import java.util.List;

/**
 * What became of an event: durable, and applied if it could be.
 *
 * @param id the event's
 * @param problems what the event carried that could not be used; the rest of it was
 * @param routing the identifier whose profile the event went to
 */
public record Receipt(String id, Status status, List<Problem> problems, Identifier routing) {
    public enum Status {
        ACCEPTED,
        /** Durable, but not in the profile yet, whose history is being folded again. */
        WAITING,
        /** An event of the same sender with the same id is there already; this one changed nothing. */
        DUPLICATE,
        /** Not kept: it is from before the one it is of was erased. */
        ERASED,
        /** Kept, but the engine could not apply it; the profile is as it was before. */
        FAILED
    }

    public Receipt {
        problems = List.copyOf(problems);
    }
}
