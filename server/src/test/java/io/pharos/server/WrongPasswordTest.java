package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What whoever guesses at the console's password learns. */
final class WrongPasswordTest {
    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void nothingTellsWhetherTheNameOrThePasswordWasWrong() {
        var wrongName = signIn("root", RunningServer.PASSWORD).isProblem(401, "wrong-password");
        var wrongPassword = signIn("admin", "guess").isProblem(401, "wrong-password");

        assertThat(wrongName.text()).isEqualTo(wrongPassword.text());
        assertThat(wrongName.headers()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void afterAFewGuessesNobodyMayTryForAWhile() {
        var guesses = IntStream.range(0, 5)
                .mapToObj(guess -> signIn("admin", "guess " + guess))
                .toList();

        assertThat(guesses).allSatisfy(answer -> answer.isProblem(401, "wrong-password"));
        var closed = signIn("admin", RunningServer.PASSWORD).isProblem(429, "too-many-attempts");
        assertThat(Integer.parseInt(closed.header("Retry-After"))).isBetween(1, 60);
    }

    private Answer signIn(String user, String password) {
        return server.post("/api/session", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }
}
