package io.pharos.server;

import io.pharos.server.access.AdminAccount;
import io.pharos.server.access.Caller;
import io.pharos.server.access.Doorman;
import io.pharos.server.access.LoginGate;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.access.Sessions;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.util.List;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Signing in at the console, and out. */
final class SessionRoutes {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int LONGEST_PASSWORD = 1_000;

    private final AdminAccount account;
    private final Sessions sessions;
    private final LoginGate gate;
    /** A hash takes much memory on purpose; this bounds how much strangers can make the server use. */
    private final Semaphore hashing = new Semaphore(2);

    SessionRoutes(AdminAccount account, Sessions sessions, LoginGate gate) {
        this.account = account;
        this.sessions = sessions;
        this.gate = gate;
    }

    private record Login(String user, String password) {}

    List<Route> routes() {
        return List.of(
                Route.post("/api/session")
                        .summary(
                                "Sign in with {\"user\",\"password\"}. The answer sets the cookie of a session, which ends"
                                        + " 12 hours after its last use.")
                        .open(Scope.SESSION)
                        .takes("Login")
                        .slow()
                        .answers(200, "application/json", "Session", "Who is signed in now.")
                        .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "Name or password is wrong.")
                        .answers(429, ProblemDocument.MEDIA_TYPE, "Problem", "Too many attempts; see Retry-After.")
                        .by(this::signIn),
                Route.get("/api/session")
                        .summary("Say who is signed in.")
                        .needs(Scope.SESSION, Role.VIEWER)
                        .answers(200, "application/json", "Session", "Name and role.")
                        .by(call -> answer(call, call.caller())),
                Route.delete("/api/session")
                        .summary("Sign out.")
                        .needs(Scope.SESSION, Role.VIEWER)
                        .answers(204, "", "", "The session is over.")
                        .by(this::signOut));
    }

    /** Whether the browser came over TLS, here or at a proxy before us. */
    static boolean overTls(Call call) {
        return call.request().isSSL()
                || call.header("X-Forwarded-Proto")
                        .filter("https"::equalsIgnoreCase)
                        .isPresent();
    }

    private void signIn(Call call) {
        var login = read(call);
        var closed = gate.closedFor();
        if (!closed.isZero() || !hashing.tryAcquire()) {
            throw Refusal.forNow(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "Signing in is closed for a moment after too many attempts.",
                    Math.max(1, closed.plusMillis(999).toSeconds()));
        }
        try {
            // The hash is computed for a wrong name too, so that time does not tell which part was wrong.
            var right = account.isPassword(login.password()) && login.user().equals(AdminAccount.USER);
            if (!right) {
                gate.failed();
                throw Refusal.of(ProblemType.WRONG_PASSWORD, "Nobody was signed in.");
            }
        } finally {
            hashing.release();
        }
        gate.succeeded();
        var caller = Caller.user(login.user(), Role.ADMIN);
        setCookie(call, sessions.open(caller.name(), caller.role()), Sessions.IDLE.toSeconds());
        answer(call, caller);
    }

    private static Login read(Call call) {
        try {
            var login = JSON.readValue(call.body().getBytes(), Login.class);
            if (login != null
                    && login.user() != null
                    && login.password() != null
                    && login.password().length() <= LONGEST_PASSWORD) {
                return login;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw Refusal.of(ProblemType.NOT_JSON, "Expected {\"user\": \"…\", \"password\": \"…\"}.");
    }

    private void signOut(Call call) {
        var cookie = call.request().getCookie(Doorman.COOKIE);
        if (cookie != null) {
            sessions.close(cookie.getValue());
        }
        setCookie(call, "", 0);
        call.empty(204);
    }

    private static void setCookie(Call call, String token, long seconds) {
        call.request()
                .response()
                .addCookie(Cookie.cookie(Doorman.COOKIE, token)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(overTls(call))
                        .setMaxAge(seconds));
    }

    private static void answer(Call call, Caller caller) {
        call.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("user", caller.name());
            json.writeStringProperty("role", caller.role().word());
            json.writeEndObject();
        });
    }
}
