package io.pharos.server.access;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Sees who sent a request: by its API key, or by the cookie of a session. */
public final class Doorman {
    public static final String COOKIE = "pharos_session";
    public static final int SHORTEST_KEY = 16;

    private final Optional<Secret> adminKey;
    private final Sessions sessions;

    /** @throws IllegalArgumentException if the key is shorter than {@value #SHORTEST_KEY} characters */
    public Doorman(Optional<String> adminKey, Sessions sessions) {
        adminKey.filter(key -> key.length() < SHORTEST_KEY).ifPresent(key -> {
            throw new IllegalArgumentException("PHAROS_API_KEY has " + key.length() + " characters; it needs at least "
                    + SHORTEST_KEY + ". For example: openssl rand -hex 24");
        });
        this.adminKey = adminKey.map(Secret::of);
        this.sessions = sessions;
    }

    public Caller caller(HttpServerRequest request) {
        var sent = request.getHeader("Authorization");
        if (sent != null) {
            return key(sent)
                    .filter(this::isAdminKey)
                    .map(_ -> Caller.key("the key PHAROS_API_KEY", Role.ADMIN))
                    .orElse(Caller.NOBODY);
        }
        if (request.getHeader("Cookie") == null) {
            return Caller.NOBODY;
        }
        var cookie = request.getCookie(COOKIE);
        return cookie == null ? Caller.NOBODY : sessions.find(cookie.getValue()).orElse(Caller.NOBODY);
    }

    private boolean isAdminKey(String key) {
        return adminKey.map(admin -> admin.is(key)).orElse(false);
    }

    /** The key of {@code Bearer KEY}, or the user name of {@code Basic}. */
    private static Optional<String> key(String authorization) {
        var blank = authorization.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        var scheme = authorization.substring(0, blank);
        var rest = authorization.substring(blank + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return Optional.of(rest);
        }
        return scheme.equalsIgnoreCase("Basic") ? userName(rest) : Optional.empty();
    }

    private static Optional<String> userName(String basic) {
        try {
            var decoded = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return Optional.of(colon < 0 ? decoded : decoded.substring(0, colon));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
