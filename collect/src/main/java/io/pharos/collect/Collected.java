package io.pharos.collect;

import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Treatment.Bots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request held. If {@code problems} is not empty the request as a whole is refused, nothing of it may be kept, and
 * there are no outcomes.
 *
 * @param status the HTTP status to answer with
 * @param outcomes one for each event, in the order sent
 * @param cookie to be set with the answer, so that the visitor is known the next time
 */
public record Collected(int status, List<Outcome> outcomes, List<Problem> problems, Optional<Cookie> cookie) {
    public static final int OK = 200;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORISED = 401;
    public static final int FORBIDDEN = 403;
    public static final int TOO_LARGE = 413;

    private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^\\x20-\\x7e]");
    private static final int REASON_LENGTH = 300;

    public Collected {
        outcomes = List.copyOf(outcomes);
        problems = List.copyOf(problems);
    }

    /** @param lifetime zero to have it forgotten */
    public record Cookie(String name, String value, Duration lifetime) {}

    /** What became of one event. */
    public sealed interface Outcome {
        List<Problem> problems();
    }

    /** @param problems what could not be taken as it was sent; the rest of the event was */
    public record Accepted(Event event, List<Problem> problems) implements Outcome {
        public Accepted {
            problems = List.copyOf(problems);
        }

        /** Whether a crawler sent it. */
        public boolean isOfBot() {
            return event.marks().contains(Marks.BOT);
        }
    }

    /** @param id the event's id as far as one could be read */
    public record Rejected(Optional<String> id, List<Problem> problems) implements Outcome {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A crawler's event, which its source does not take.
     *
     * @param bots what the source says of such
     */
    public record Filtered(String source, Bots bots, Optional<String> id, List<Problem> problems) implements Outcome {
        public Filtered {
            problems = List.copyOf(problems);
        }
    }

    static Collected of(List<Outcome> outcomes) {
        return new Collected(OK, outcomes, List.of(), Optional.empty());
    }

    static Collected refused(int status, Problem problem) {
        return new Collected(status, List.of(), List.of(problem), Optional.empty());
    }

    Collected with(Optional<Cookie> set) {
        return new Collected(status, outcomes, problems, set);
    }

    /** Why the request or its first faulty event is refused, on one line of plain ASCII that fits a header. */
    public Optional<String> reason() {
        return Stream.concat(problems.stream(), outcomes.stream().flatMap(outcome -> outcome.problems().stream()))
                .findFirst()
                .map(problem -> NOT_IN_A_HEADER.matcher(problem.toString()).replaceAll("?"))
                .map(text -> text.substring(0, Math.min(REASON_LENGTH, text.length())));
    }

    /** The events to be kept, in the order sent. */
    public List<Event> events() {
        return outcomes.stream()
                .filter(Accepted.class::isInstance)
                .map(outcome -> ((Accepted) outcome).event())
                .toList();
    }
}
