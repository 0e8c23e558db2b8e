package io.pharos.collect;

import io.pharos.model.Problem;

/** Nothing of a request can be taken. Caught where a request is collected; never leaves this package. */
final class Refused extends RuntimeException {
    private final int status;
    private final transient Problem problem;

    Refused(int status, Problem problem) {
        super(problem.toString(), null, false, false);
        this.status = status;
        this.problem = problem;
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }

    static Refused request(int status, String code, String where, String found, String expected, String hint) {
        return new Refused(status, new Problem(code, Problem.Place.inEvent(where), found, expected, hint));
    }
}
