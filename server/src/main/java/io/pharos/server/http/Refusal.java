package io.pharos.server.http;

import java.util.OptionalLong;

/** Ends a request with a problem document. Thrown by handlers; costs no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDocument document;
    private final transient OptionalLong retryAfterSeconds;

    private Refusal(ProblemDocument document, OptionalLong retryAfterSeconds) {
        super(document.detail(), null, false, false);
        this.document = document;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Refusal of(ProblemType type, String detail) {
        return new Refusal(ProblemDocument.of(type, detail), OptionalLong.empty());
    }

    public static Refusal of(ProblemDocument document) {
        return new Refusal(document, OptionalLong.empty());
    }

    public static Refusal forNow(ProblemType type, String detail, long retryAfterSeconds) {
        return new Refusal(ProblemDocument.of(type, detail), OptionalLong.of(retryAfterSeconds));
    }

    public ProblemDocument document() {
        return document;
    }

    /** Whether the same request may succeed later. */
    public boolean isForNow() {
        return retryAfterSeconds.isPresent();
    }

    public OptionalLong retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
