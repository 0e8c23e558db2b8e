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

    /** Refuses a request that has had so many events when another one comes. */
    static void requireFew(int events) {
        if (events >= Limits.EVENTS) {
            throw tooLarge("more than " + Limits.EVENTS + " events", "at most " + Limits.EVENTS + " in one request");
        }
    }

    /** Refuses a request whose events share so much that it would take a multiple of its size. */
    static void requireFew(int events, Draft shared) {
        if ((long) events * shared.properties.size() > Limits.SHARED_PROPERTIES) {
            throw tooLarge(
                    events + " events that share " + shared.properties.size() + " properties",
                    "at most " + Limits.SHARED_PROPERTIES + " in all");
        }
    }

    private static Refused tooLarge(String found, String expected) {
        return request(
                Collected.TOO_LARGE, "request.too-large", "body", found, expected, "Send fewer events at a time.");
    }
}
