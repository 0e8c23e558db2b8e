package io.pharos.runtime;

import io.pharos.model.Problem;
import java.util.List;

/** What became of a {@link Proposal}. */
public sealed interface PublishResult {

    /** It is in force. Profiles follow in the background, if the change concerns them. */
    record Published(Publication publication) implements PublishResult {}

    /** The very same files are in force already, so there is no new version. */
    record Unchanged(Publication publication) implements PublishResult {}

    /** Something else was published since the version that it was made from. */
    record Stale(long base, Publication latest) implements PublishResult {}

    /** It cannot be published. */
    record Refused(List<Problem> problems) implements PublishResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
