package io.pharos.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in at the console. Kept in memory: a restart signs everybody out. */
public final class Sessions {
    /** A session that nobody used so long is over. */
    public static final Duration IDLE = Duration.ofHours(12);

    private final InstantSource clock;
    private final Map<Secret, Session> sessions = new ConcurrentHashMap<>();

    private record Session(Caller caller, Instant used) {}

    public Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** The token that the browser keeps. */
    public String open(String user, Role role) {
        var now = clock.instant();
        sessions.values().removeIf(session -> over(session, now));
        var token = Secret.random();
        sessions.put(Secret.of(token), new Session(Caller.user(user, role), now));
        return token;
    }

    public Optional<Caller> find(String token) {
        var now = clock.instant();
        var found = sessions.computeIfPresent(
                Secret.of(token), (_, session) -> over(session, now) ? null : new Session(session.caller(), now));
        return Optional.ofNullable(found).map(Session::caller);
    }

    public void close(String token) {
        sessions.remove(Secret.of(token));
    }

    private static boolean over(Session session, Instant now) {
        return session.used().plus(IDLE).isBefore(now);
    }
}
