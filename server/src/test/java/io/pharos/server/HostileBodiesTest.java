package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.server.access.Scope;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that mean harm, or come from broken clients: a clear answer, and the next good request works. */
final class HostileBodiesTest {
    private static final int LARGEST = 1 << 20;
    private static final int HUGE = 50 << 20;

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start(settings -> settings.withLargestBody(LARGEST));

    @AfterEach
    void theNextGoodRequestWorks() {
        assertThat(SERVER.sends(Shop.purchase("good", "good")).isOk().at("/results/0/id"))
                .isEqualTo("good");
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (var wire = SERVER.connect()) {
            var answer = wire.send(head("Content-Length: " + HUGE)).answer();

            assertThat(answer.isProblem(413, "too-large").at("/detail")).contains(Integer.toString(LARGEST));
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldNotToSend() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(head("Expect: 100-continue\r\nContent-Length: " + HUGE))
                    .answer()
                    .isProblem(413, "too-large");
        }
        try (var wire = SERVER.connect()) {
            var body = Shop.purchase("asked", "asked");
            wire.send(head("Expect: 100-continue\r\nContent-Length: " + body.length()));

            assertThat(wire.head().status()).isEqualTo(100);
            wire.send(body).answer().isOk();
        }
    }

    @Test
    void aClientThatSendsAHugeBodyToItsEndReadsWhyItWasRefused() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(head("Content-Length: " + HUGE));
            for (var sent = 0; sent < HUGE; sent += LARGEST) {
                wire.send(new byte[LARGEST]);
            }

            wire.answer().isProblem(413, "too-large");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aHugeBodyInChunksIsRefusedAsSoonAsItIsTooLarge() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(head("Transfer-Encoding: chunked"));
            for (var sent = 0; sent < HUGE; sent += LARGEST) {
                wire.send(Integer.toHexString(LARGEST) + "\r\n")
                        .send(new byte[LARGEST])
                        .send("\r\n");
            }

            wire.send("0\r\n\r\n").answer().isProblem(413, "too-large");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void manyHugeBodiesAtOnceCostLittleMemory() {
        var before = used();
        var body = new byte[HUGE / 2];

        var answers = IntStream.range(0, 6)
                .mapToObj(_ -> SERVER.sendLater(SERVER.request("/api/events")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArrays(
                                        java.util.List.of(body, body))))
                        .handle((answer, failure) -> failure == null ? answer.status() : 0))
                .toList();

        // A client that goes on sending may find the connection closed before it reads the answer.
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isIn(413, 0));
        assertThat(used() - before).isLessThan(HUGE);
    }

    @Test
    void aBodyOfJustTheLimitIsTaken() {
        var padded = Shop.purchase("limit", "limit") + " ".repeat(LARGEST);

        SERVER.sends(padded.substring(0, LARGEST)).isOk();
        SERVER.sends(padded.substring(0, LARGEST + 1)).isProblem(413, "too-large");
    }

    @Test
    void aBodyThatEndsEarlyIsForgottenWithItsConnection() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(head("Content-Length: 100")
                            + Shop.purchase("early", "early").substring(0, 20))
                    .endsSending();

            assertThat(wire.isClosed()).isTrue();
        }
        SERVER.read("/api/profiles/anonymous/early").isProblem(404, "unknown-profile");
    }

    @Test
    void aBodyThatComesByteByByteIsTakenWhileOthersGoOn() throws IOException {
        var body = Shop.purchase("slow", "slow").getBytes(StandardCharsets.UTF_8);
        try (var wire = SERVER.connect()) {
            wire.send(head("Content-Length: " + body.length));
            for (var each : body) {
                wire.send(new byte[] {each});
                SERVER.get("/health/live").isOk();
            }

            assertThat(wire.answer().isOk().at("/results/0/status")).isEqualTo("accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "-1\r\n", "fffffffffffffffff\r\n", "5;\u0000\r\nab\r\n"})
    void aChunkThatIsNoneEndsTheConnection(String chunk) throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(head("Transfer-Encoding: chunked") + chunk).endsSending();

            assertThat(wire.isClosedOrRefuses()).isTrue();
        }
    }

    @Test
    void aSmallBodyThatUnpacksToAHugeOneIsRefused() throws IOException {
        var bomb = gzip(new byte[4 * HUGE]);

        assertThat(bomb.length).isLessThan(LARGEST);
        var answer = sendBytes(bomb).isProblem(413, "too-large");
        assertThat(answer.at("/detail")).contains("unpack");
    }

    @Test
    void aZippedBodyThatIsDamagedIsRefused() throws IOException {
        var zipped = gzip(Shop.purchase("zip", "zip").getBytes(StandardCharsets.UTF_8));
        zipped[zipped.length / 2] ^= 0x55;

        assertThat(sendBytes(zipped).isProblem(400, "not-json").at("/detail")).contains("gzip");
        assertThat(sendBytes(new byte[] {0x1f, (byte) 0x8b})
                        .isProblem(400, "not-json")
                        .at("/detail"))
                .contains("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"attributes\":", "{\"a\":["})
    void deepNestingIsRefusedAndNamesTheLimit(String opening) {
        assertThat(SERVER.sends(opening.repeat(50_000))
                        .isProblem(400, "not-json")
                        .at("/detail"))
                .contains("64 objects and arrays");
    }

    static Stream<String> pathsThatTakeEvents() {
        return SERVER.server().routes().stream()
                .filter(route ->
                        route.scope() == Scope.COLLECT && route.methods().contains(HttpMethod.POST))
                .map(route -> route.template()
                        .replace("{account}", "demo")
                        .replace("{profile}", "main")
                        .replace("{source}", "website")
                        .replace("{type}", "track")
                        .replaceAll("\\{\\w+}", "x"));
    }

    @ParameterizedTest
    @MethodSource("pathsThatTakeEvents")
    void noPathIsUpsetByABodyThatIsNone(String path) throws IOException {
        var bomb = gzip(new byte[16 * LARGEST]);
        var bodies = List.of(
                new byte[0],
                bytes("["),
                bytes("[".repeat(500_000)),
                bytes("{\"data\":".repeat(100_000)),
                bytes("{\"data\":[{\"e\":\"ue\",\"aid\":\"shop\",\"ue_pr\":\"" + "[".repeat(500_000) + "\"}]}"),
                bytes("--".repeat(200_000)),
                bytes("a=%".repeat(200_000)),
                bytes("&".repeat(1_000_000)),
                new byte[] {(byte) 0x1f, (byte) 0x8b, 0, 1, 2},
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
                bomb);
        for (var body : bodies) {
            assertThat(SERVER.post(path, body, "X-Write-Key", Shop.WEB_KEY).status())
                    .as("%d bytes at %s", body.length, path)
                    .isLessThan(500);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirPlace() {
        var body = "{\"event\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(sendBytes(body).isProblem(400, "not-json").at("/problems/0/where"))
                .isEqualTo("body, byte 10");
    }

    @Test
    void tenThousandKeysAreRejectedAsOneEvent() {
        var attributes = IntStream.range(0, 10_000)
                .mapToObj(number -> "\"k" + number + "\":" + number)
                .collect(Collectors.joining(","));

        var answer =
                SERVER.sends("{\"id\":\"keys\",\"event\":\"a\",\"visitor\":\"v\",\"attributes\":{" + attributes + "}}");

        assertThat(answer.isOk().at("/results/0/status")).isEqualTo("rejected");
        assertThat(answer.at("/results/0/problems/0/expected")).isEqualTo("at most 2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E2147483648", "NINES", "0.NINES", "1e-NINES"})
    void aGiantNumberIsLeftOutAndSaidSo(String number) {
        var written = number.replace("NINES", "9".repeat(100_000));

        var answer = SERVER.sends(
                "{\"event\":\"a\",\"visitor\":\"numbers\",\"attributes\":{\"page\":" + written + ",\"ok\":1}}");

        assertThat(answer.isOk().at("/results/0/status")).isEqualTo("accepted");
        assertThat(answer.at("/results/0/problems/0/where")).isEqualTo("event.attributes.page");
        assertThat(answer.body().length).isLessThan(2_000);
    }

    @Test
    void aTextOfAMegabyteIsLeftOutAndSaidSo() {
        var answer = SERVER.sends(
                "{\"event\":\"a\",\"visitor\":\"texts\",\"attributes\":{\"page\":\"" + "x".repeat(900_000) + "\"}}");

        assertThat(answer.isOk().at("/results/0/problems/0/found")).isEqualTo("a text of 900000 characters");
    }

    @Test
    void anIdOfAnyLengthIsNotRepeatedAtLength() {
        var answer = SERVER.sends("{\"id\":\"" + "x".repeat(900_000) + "\",\"event\":\"a\",\"visitor\":\"v\"}");

        assertThat(answer.isOk().at("/results/0/status")).isEqualTo("rejected");
        assertThat(answer.body().length).isLessThan(2_000);
    }

    @Test
    void aKeyOfAnyLengthIsNotRepeatedAtLength() {
        var key = "x".repeat(900_000);

        var unknown = SERVER.sends("{\"event\":\"a\",\"" + key + "\":1}").isOk();
        var property = SERVER.sends("{\"event\":\"a\",\"visitor\":\"v\",\"attributes\":{\"" + key + "\":1}}")
                .isOk();

        assertThat(unknown.at("/results/0/problems/0/code")).isEqualTo("event.unknown-key");
        assertThat(property.at("/results/0/problems/0/code")).isEqualTo("event.name-too-long");
        assertThat(unknown.body().length + property.body().length).isLessThan(2_000);
    }

    @Test
    void whatIsWrongManyTimesIsSaidAFewTimes() {
        var answer = SERVER.sends(
                "{\"event\":\"a\",\"attributes\":{" + "\"n\":1e9999,".repeat(50_000) + "\"m\":1},\"wrong\":1}");

        assertThat(answer.isOk().at("/results/0/status")).isEqualTo("rejected");
        assertThat(answer.json().at("/results/0/problems").size()).isEqualTo(101);
        assertThat(answer.text()).contains("event.unknown-key");
    }

    @Test
    void moreEventsThanOneRequestMayHoldAreRefusedTogether() {
        assertThat(SERVER.sends("[" + "7,".repeat(9_999) + "7]")
                        .isOk()
                        .json()
                        .at("/results")
                        .size())
                .isEqualTo(10_000);
        assertThat(SERVER.sends("[" + "7,".repeat(500_000) + "7]")
                        .isProblem(413, "too-large")
                        .at("/detail"))
                .contains("10000 events");
    }

    @Test
    void muchThatIsSharedByManyEventsIsRefused() {
        var shared = IntStream.range(0, 1_000)
                .mapToObj(number -> "\"k" + number + "\":1")
                .collect(Collectors.joining(","));
        var many = "{},".repeat(5_000) + "{}";

        var bulk = SERVER.post("/bulk-event", "{\"shared\":{" + shared + "},\"events\":[" + many + "]}");
        var batch = SERVER.post(
                "/v1/batch", "{\"writeKey\":\"demo-write-key\",\"context\":{" + shared + "},\"batch\":[" + many + "]}");

        assertThat(bulk.status()).isEqualTo(413);
        assertThat(bulk.header("X-Error")).contains("5001 events that share 1000 properties");
        batch.isProblem(413, "too-large");
    }

    @Test
    void longValuesThatAreSharedByManyEventsAreRefused() {
        var shared =
                "\"tealium_account\":\"demo\",\"tealium_profile\":\"main\",\"long\":\"" + "x".repeat(60_000) + "\"";

        var bulk =
                SERVER.post("/bulk-event", "{\"shared\":{" + shared + "},\"events\":[" + "{},".repeat(2_000) + "{}]}");

        assertThat(bulk.status()).isEqualTo(413);
    }

    private static Answer sendBytes(byte[] body) {
        return SERVER.post("/api/events", body, "X-Write-Key", Shop.WEB_KEY);
    }

    private static String head(String more) {
        return "POST /api/events HTTP/1.1\r\nHost: x\r\nX-Write-Key: " + Shop.WEB_KEY + "\r\n" + more + "\r\n\r\n";
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
