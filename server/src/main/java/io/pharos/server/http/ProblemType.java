package io.pharos.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of refusal. Their codes are stable: clients tell them apart by them. */
public enum ProblemType {
    NOT_JSON(400, "The body is no JSON", "Send one JSON object, or an array of them, in UTF-8."),
    BAD_REQUEST(400, "The request cannot be understood", "The detail says which part of it, and what was expected."),
    SEVERAL_VISITORS(
            400,
            "A view belongs to one visitor",
            "With ?view=NAME all events of a request must have the same visitor; send the others without it."),
    NOT_SIGNED_IN(401, "Nobody is signed in", "Send Authorization: Bearer with an API key, or sign in at the console."),
    UNKNOWN_KEY(401, "No source has this key", "Compare the key with the one of the source in the workspace."),
    WRONG_PASSWORD(401, "Name or password is wrong", "The first start printed the password, unless it was set."),
    NOT_ALLOWED(403, "This needs another role", "Ask an administrator for a key or a user with that role."),
    FOREIGN_ORIGIN(
            403, "The page's origin is not allowed here", "Add the origin to the source or the view in the workspace."),
    FOREIGN_PAGE(
            403,
            "A browser must say that the console sent this",
            "Requests that change something with a session cookie carry the header X-Requested-With: pharos."),
    NOT_FOUND(404, "There is nothing here", "The paths are listed at /docs."),
    UNKNOWN_PROFILE(404, "Nobody is known by this identifier", "Compare kind and value with what the events carry."),
    UNKNOWN_EVENT(
            404,
            "This event has not come in",
            "Ask again when it was acknowledged, or wait longer for it with ?wait=MILLISECONDS."),
    UNKNOWN_DEFINITION(404, "The workspace does not define this", "The definitions are listed at /api/workspace."),
    UNKNOWN_VIEW(404, "There is no such view", "The views are listed in the workspace."),
    WRONG_METHOD(405, "The path knows other methods", "The header Allow names them."),
    STALE_BASE(
            409,
            "Another version was published in the meantime",
            "Read what is published, carry your changes over to it, and send them with its version as the base."),
    PRECONDITION_FAILED(
            412, "Somebody else was faster", "Read it again, carry your changes over, and send them with its ETag."),
    TOO_LARGE(413, "The body is too large", "Send smaller batches, or raise the server's limit for bodies."),
    ADDRESS_TOO_LONG(414, "The address is too long", "Send the data as the body of a POST."),
    WRONG_DEFINITIONS(
            422, "The definitions have problems", "Each problem names its place; pharos validate tells the same ones."),
    CANNOT_PUBLISH(
            422, "These definitions cannot be published", "Each problem says where, what, and what was expected."),
    PRECONDITION_REQUIRED(
            428, "The request must say what it replaces", "Send the ETag of what you have read in If-Match."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts to sign in", "Wait as long as the header Retry-After says."),
    RATE_EXCEEDED(
            429,
            "The source sends more than its rate allows",
            "Nothing of this request was taken in. Send it again after Retry-After seconds, or raise the source's rate."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or shorter headers."),
    FAULT(500, "The server made a mistake", "The server's log says more, under the id in the detail."),
    BUSY(503, "The server is busy", "Nothing of this request was taken in. Send it again after Retry-After seconds."),
    NOT_READY(503, "The server is not ready", "It is starting or stopping.");

    private final int status;
    private final String title;
    private final String advice;

    ProblemType(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What whoever gets it can do. */
    public String advice() {
        return advice;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} of RFC 9457, which is also where it is explained. */
    public String path() {
        return "/problems/" + code();
    }

    static Optional<ProblemType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }
}
