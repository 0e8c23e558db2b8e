package io.pharos.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pharos.actions.Receiver.Answer;
import io.pharos.actions.Receiver.Request;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Connector;
import io.pharos.model.Delivery.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WebhookTest {
    private static final Mapping MAPPING = Fixtures.template("{{ profile.plan }}");

    @TempDir
    Path data;

    private Receiver receiver;
    private Sending sending;

    @AfterEach
    void close() {
        if (sending != null) {
            sending.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void sendsTheRenderedMapping() throws IOException {
        send(_ -> Answer.of(200, "thanks,\n Ada"));
        assertThat(sending.outcome("d1")).isEqualTo(new Outcome.Delivered(Fixtures.NOON, 1, "200 thanks, Ada"));
        var request = receiver.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("/hooks");
        assertThat(request.body()).isEqualTo("{\"value\":\"gold \\\"plus\\\"\"}");
        assertThat(request.header("Idempotency-Key")).isEqualTo("d1");
        assertThat(request.header("User-Agent")).isEqualTo("Pharos/1.2.3");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Authorization")).isNull();
        await().until(() -> sending.dispatcher.pending() == 0);
    }

    @Test
    void whatIsWithdrawnIsNotSentAnyMoreAndHoldsUpNobody() throws IOException {
        send(request -> Answer.of(request.delivery().equals("d1") ? 500 : 200)); // d1 is tried again later
        sending.offer("d2", 2, 1);
        sending.offer("d3", 3, 1);
        sending.awaitWaiting(1);

        sending.dispatcher.withdraw(Fixtures.delivery("d1", 1, 1));
        sending.dispatcher.withdraw(Fixtures.delivery("d2", 2, 1));
        sending.passRetry();

        assertThat(sending.outcome("d3")).isInstanceOf(Outcome.Delivered.class);
        assertThat(receiver.requests()).extracting(Receiver.Request::delivery).containsExactly("d1", "d3");
        assertThat(sending.ledger.outcomes("d1")).isEmpty();
        assertThat(sending.ledger.outcomes("d2")).isEmpty();
        await().until(() -> sending.dispatcher.pending() == 0);
    }

    @Test
    void sendsHeadersOfTheConnectorAndKeepsTheSecretOutOfEverythingElse() throws IOException {
        var logged = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.DEBUG);
        try {
            receiver = new Receiver(request ->
                    Answer.of(request.method().equals("PUT") ? 403 : 500, "I know " + request.header("Authorization")));
            var connector = new Connector.Webhook(
                    "crm",
                    receiver.url(),
                    "PUT",
                    Map.of("content-type", "application/vnd.crm+json", "X-Shop", "main"),
                    Optional.of("crm_token"),
                    Duration.ofSeconds(5),
                    Fixtures.ABOUT);
            sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
            sending.secrets.put("crm_token", "s3cr3t-t0ken\n");
            sending.offer("d1", 1, 1);
            assertThat(sending.outcome("d1"))
                    .isEqualTo(new Outcome.Dead(Fixtures.NOON, 1, "answered 403 I know Bearer ***"));
            var request = receiver.requests().getFirst();
            assertThat(request.header("Authorization")).isEqualTo("Bearer s3cr3t-t0ken");
            assertThat(request.header("Content-Type")).isEqualTo("application/vnd.crm+json");
            assertThat(request.header("X-Shop")).isEqualTo("main");

            sending.secrets.put("crm_token", "s3cr3t\nt0ken");
            sending.offer("d2", 2, 1);
            sending.passRetry();
            sending.passRetry();
            assertThat(sending.outcome("d2"))
                    .isEqualTo(new Outcome.Dead(
                            sending.clock.instant(),
                            3,
                            "the secret crm_token has characters in it that no header can carry"));
            assertThat(logged.list)
                    .isNotEmpty()
                    .noneMatch(event -> event.getFormattedMessage().contains("s3cr3t"));
        } finally {
            root.detachAppender(logged);
            root.setLevel(level);
        }
    }

    @Test
    void waitsForASecretThatIsNotSet() throws IOException {
        receiver = new Receiver(_ -> Answer.of(200));
        var connector = new Connector.Webhook(
                "crm",
                receiver.url(),
                "POST",
                Map.of(),
                Optional.of("crm_token"),
                Duration.ofSeconds(5),
                Fixtures.ABOUT);
        sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
        sending.awaitWaiting(1);
        sending.secrets.put("crm_token", "now it is");
        sending.passRetry();
        assertThat(sending.outcome("d1")).isInstanceOf(Outcome.Delivered.class);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void triesAgainWithTheSameKeyUntilTheReceiverRecovers() throws IOException {
        send(inTurn(Answer.of(503), Answer.of(503), Answer.of(204)));
        sending.passRetry();
        sending.passRetry();
        assertThat(sending.outcome("d1")).isEqualTo(new Outcome.Delivered(sending.clock.instant(), 3, "204"));
        assertThat(receiver.requests())
                .hasSize(3)
                .allMatch(request -> request.delivery().equals("d1"));
        var waited = Duration.between(Fixtures.NOON, sending.clock.instant());
        assertThat(waited).isBetween(Duration.ofSeconds(11), Duration.ofMillis(13_200));
    }

    @Test
    void givesUpAfterTheLastTry() throws IOException {
        send(_ -> Answer.of(500, "no"));
        sending.passRetry();
        sending.passRetry();
        assertThat(sending.outcome("d1")).isEqualTo(new Outcome.Dead(sending.clock.instant(), 3, "answered 500 no"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void triesAgainAfterAnswersThatMayChange(int status) throws IOException {
        send(inTurn(Answer.of(status), Answer.of(200)));
        sending.passRetry();
        assertThat(sending.outcome("d1")).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422})
    void givesUpAtOnceAfterAnswersThatWillNot(int status) throws IOException {
        send(_ -> Answer.of(status, "bad"));
        assertThat(sending.outcome("d1")).isEqualTo(new Outcome.Dead(Fixtures.NOON, 1, "answered " + status + " bad"));
    }

    @Test
    void followsNoRedirect() throws IOException {
        send(request -> new Answer(302, Map.of("Location", "http://169.254.169.254/latest"), ""));
        assertThat(sending.outcome("d1"))
                .isEqualTo(new Outcome.Dead(Fixtures.NOON, 1, "answered 302 (redirects are not followed)"));
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "Sun, 01 Mar 2026 12:01:00 GMT"})
    void waitsAsLongAsTheReceiverAsks(String retryAfter) throws IOException {
        send(inTurn(new Answer(429, Map.of("Retry-After", retryAfter), ""), Answer.of(200)));
        sending.awaitWaiting(1);
        assertThat(sending.clock.next()).isEqualTo(Duration.ofMinutes(1));
        sending.passRetry();
        assertThat(sending.outcome("d1")).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void obeysTheReceiverOnlySoFar() throws IOException {
        send(inTurn(new Answer(503, Map.of("Retry-After", "999999"), ""), Answer.of(200)));
        sending.awaitWaiting(1);
        assertThat(sending.clock.next()).isEqualTo(Sending.SETTINGS.longestRetryAfter());
    }

    @Test
    void givesUpWaitingForASilentReceiver() throws IOException {
        var never = new CountDownLatch(1);
        receiver = new Receiver(_ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.of(200);
        });
        var connector = withTimeout(receiver.url(), Duration.ofMillis(200));
        sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
        sending.passRetry();
        sending.passRetry();
        assertThat(sending.outcome("d1"))
                .isEqualTo(new Outcome.Dead(sending.clock.instant(), 3, "no answer within 200 ms"));
        never.countDown();
    }

    @Test
    void countsAnAnswerWhoseBodyNeverEnds() throws IOException, InterruptedException {
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nso far"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client hung up, as it should.
                }
            });
            var connector =
                    withTimeout(URI.create("http://localhost:" + server.getLocalPort() + "/"), Duration.ofMillis(300));
            sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
            sending.offer("d1", 1, 1);
            assertThat(sending.outcome("d1")).isEqualTo(new Outcome.Delivered(Fixtures.NOON, 1, "200 so far"));
        }
    }

    @Test
    void keepsOnlyTheBeginningOfALongAnswer() throws IOException {
        send(_ -> Answer.of(200, "x".repeat(3_000_000)));
        assertThat(sending.outcome("d1"))
                .isInstanceOfSatisfying(
                        Outcome.Delivered.class,
                        delivered -> assertThat(delivered.answer())
                                .startsWith("200 xxx")
                                .endsWith("x…")
                                .hasSizeLessThan(320));
    }

    @Test
    void triesAgainWhenNobodyListens() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var connector = Fixtures.webhook(URI.create("http://localhost:" + port + "/"));
        sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
        sending.passRetry();
        sending.passRetry();
        assertThat(sending.outcome("d1"))
                .isEqualTo(new Outcome.Dead(sending.clock.instant(), 3, "no connection to localhost:" + port));
    }

    @Test
    void sendsTheDataOfAGetInItsAddress() throws IOException {
        receiver = new Receiver(_ -> Answer.of(200));
        var url = URI.create(receiver.url() + "?shop=a%20b");
        var connector = new Connector.Webhook(
                "crm", url, "GET", Map.of(), Optional.empty(), Duration.ofSeconds(5), Fixtures.ABOUT);
        sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
        assertThat(sending.outcome("d1")).isInstanceOf(Outcome.Delivered.class);
        var request = receiver.requests().getFirst();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEmpty();
        assertThat(request.uri().getRawQuery())
                .isEqualTo("shop=a%20b&data=%7B%22value%22%3A%22gold+%5C%22plus%5C%22%22%7D");
    }

    @Test
    void givesUpAtOnceWhatCannotBeRendered() throws IOException {
        receiver = new Receiver(_ -> Answer.of(200));
        sending = new Sending(
                Fixtures.workspace(Fixtures.webhook(receiver.url()), Fixtures.template("{{ profile.plan + 1 }}")),
                Sending.SETTINGS,
                data);
        sending.offer("d1", 1, 1);
        assertThat(sending.outcome("d1"))
                .isEqualTo(new Outcome.Dead(
                        Fixtures.NOON,
                        0,
                        "it could not be rendered: actions.welcome.mapping.value: arithmetic with something that is not"
                                + " a number; texts are put together with ~"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void givesUpAtOnceWhatHasABrokenTemplate() throws IOException {
        receiver = new Receiver(_ -> Answer.of(200));
        sending = new Sending(
                Fixtures.workspace(Fixtures.webhook(receiver.url()), Fixtures.template("{{ profile.pln }}")),
                Sending.SETTINGS,
                data);
        sending.offer("d1", 1, 1);
        assertThat(sending.outcome("d1"))
                .isInstanceOfSatisfying(
                        Outcome.Dead.class,
                        dead -> assertThat(dead.reason())
                                .contains("actions.welcome.mapping.value", "profile.pln", "Did you mean plan?"));
    }

    @Test
    void goesNowhereNearACloudsMetadata() {
        var connector = Fixtures.webhook(URI.create("http://169.254.169.254/latest/meta-data"));
        sending = new Sending(Fixtures.workspace(connector, MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
        assertThat(sending.outcome("d1"))
                .isInstanceOfSatisfying(
                        Outcome.Dead.class, dead -> assertThat(dead.reason()).contains("169.254.169.254", "metadata"));
    }

    @Test
    void staysOutOfPrivateNetworksIfToldSo() throws IOException {
        receiver = new Receiver(_ -> Answer.of(200));
        sending = new Sending(
                Fixtures.workspace(Fixtures.webhook(receiver.url()), MAPPING),
                Sending.SETTINGS.withPrivateNetworks(false),
                data);
        sending.offer("d1", 1, 1);
        assertThat(sending.outcome("d1"))
                .isInstanceOfSatisfying(
                        Outcome.Dead.class, dead -> assertThat(dead.reason()).contains("not a public address"));
        assertThat(receiver.requests()).isEmpty();
    }

    private void send(Function<Request, Answer> answers) throws IOException {
        receiver = new Receiver(answers);
        sending = new Sending(Fixtures.workspace(Fixtures.webhook(receiver.url()), MAPPING), Sending.SETTINGS, data);
        sending.offer("d1", 1, 1);
    }

    private static Connector.Webhook withTimeout(URI url, Duration timeout) {
        return new Connector.Webhook("crm", url, "POST", Map.of(), Optional.empty(), timeout, Fixtures.ABOUT);
    }

    private static Function<Request, Answer> inTurn(Answer... answers) {
        Iterator<Answer> turns = List.of(answers).iterator();
        return _ -> {
            synchronized (turns) {
                return turns.next();
            }
        };
    }
}
