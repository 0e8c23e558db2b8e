package io.pharos.server;

import io.pharos.model.Problem;
import java.util.List;

/** The server cannot start as it was asked to. The message says what to do; there is nothing to see in the stack. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    StartFailed(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    StartFailed(String message, List<Problem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with the definitions, if that is the reason. */
    public List<Problem> problems() {
        return problems;
    }
}
