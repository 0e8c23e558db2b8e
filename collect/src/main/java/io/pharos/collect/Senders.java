package io.pharos.collect;

import io.pharos.model.Nearest;
import io.pharos.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Says which source an event comes from, by the key its sender shows. */
final class Senders {
    private static final int SHOWN_OF_A_KEY = 4;

    private final Sources sources;

    Senders(Sources sources) {
        this.sources = sources;
    }

    /**
     * The source whose key stands in the headers or the query; empty if there is no key, since it may stand in the body.
     *
     * @throws Refused if the key is unknown
     */
    Optional<Source> of(Request request) {
        return key(request).map(this::withKey);
    }

    /**
     * Names the draft's source, or rejects the draft.
     *
     * @param sender the source of the request's key
     * @throws Refused if there is no key or an unknown one, or if the source does not take events from that page
     */
    void name(Draft draft, Optional<Source> sender, Request request) {
        if (request.trusted() && draft.source != null) {
            requireDeclared(draft, draft.source);
            return;
        }
        var source = sender.or(() -> Optional.ofNullable(draft.writeKey).map(this::withKey))
                .or(() -> request.trusted() ? sources.only() : Optional.empty());
        if (source.isEmpty() && !request.trusted()) {
            throw Refused.request(
                    Collected.UNAUTHORISED,
                    "request.no-key",
                    "request",
                    "no key",
                    "the key of a source",
                    "Send it as \"Authorization: Bearer KEY\", \"X-Write-Key\", \"?key=KEY\" or \"writeKey\" in the body.");
        }
        if (source.isEmpty()) {
            draft.reject(
                    "event.missing", ".source", "nothing", "one of " + names(), "An admin key belongs to no source.");
            return;
        }
        use(source.get(), draft, request);
    }

    private void use(Source source, Draft draft, Request request) {
        requireAllowedOrigin(source, request);
        if (draft.source != null && !draft.source.equals(source.name())) {
            draft.reject(
                    "event.other-source",
                    ".source",
                    Json.found(draft.source),
                    '"' + source.name() + "\", the source of the key, or nothing",
                    "");
            return;
        }
        draft.source = source.name();
    }

    private void requireDeclared(Draft draft, String name) {
        if (sources.named(name).isEmpty()) {
            var nearest = Nearest.to(name, sources.names()).map(known -> "Did you mean \"" + known + "\"?");
            draft.reject("event.unknown-source", ".source", Json.found(name), "one of " + names(), nearest.orElse(""));
        }
    }

    static void requireAllowedOrigin(Source source, Request request) {
        if (source.origins().isEmpty()) {
            return;
        }
        var origin = request.header("Origin").filter(page -> !source.origins().contains(page));
        if (origin.isPresent()) {
            throw Refused.request(
                    Collected.FORBIDDEN,
                    "request.origin-not-allowed",
                    "header Origin",
                    Json.found(origin.get()),
                    "one of " + String.join(", ", source.origins()),
                    "Add it to the origins of source \"" + source.name() + "\".");
        }
    }

    private Source withKey(String key) {
        return sources.withKey(key)
                .orElseThrow(() -> Refused.request(
                        Collected.UNAUTHORISED,
                        "request.unknown-key",
                        "request",
                        "a key that ends in \"" + end(key) + '"',
                        "the key of a source",
                        "Copy it from the source's page, or publish the source first."));
    }

    /** Enough of the key to recognise it, never all of it. */
    private static String end(String key) {
        return key.substring(key.length() - Math.min(SHOWN_OF_A_KEY, key.length() / 2));
    }

    private static Optional<String> key(Request request) {
        var authorization = request.trusted() ? Optional.<String>empty() : request.header("Authorization");
        return authorization
                .flatMap(Senders::credentials)
                .or(() -> request.header("X-Write-Key").map(Senders::beforeColon))
                .or(() -> request.query("key"))
                .or(() -> request.query("writeKey"))
                .filter(key -> !key.isBlank());
    }

    /** A bearer's token, or the user's name of Basic authentication; the Segment family leaves the password empty. */
    private static Optional<String> credentials(String authorization) {
        var scheme = authorization.strip().split("\\s+", 2);
        if (scheme.length < 2) {
            return Optional.empty();
        }
        return switch (scheme[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(scheme[1]);
            case "basic" -> basicUser(scheme[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<String> basicUser(String encoded) {
        try {
            var decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(beforeColon(decoded)).filter(user -> !user.isBlank());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Jitsu sends {@code KEY:SECRET}; what comes in needs no secret, since keys stand in web pages. */
    private static String beforeColon(String key) {
        var colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    private String names() {
        return String.join(", ", sources.names());
    }
}
