package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code POST /api/import?source=NAME}: a file as the body. */
final class ImportTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void linesOfNativeEventsAreTakenAndRowsThatCannotBeUsedAreNamed() {
        var answer = send("website", """
                {"id":"1","time":"2025-01-01T10:00:00Z","event":"purchase","visitor":"lines"}
                nonsense

                {"id":"2","time":"2025-01-02T10:00:00Z","event":"purchase","visitor":"lines"}
                {"id":"3","visitor":"lines"}
                """);

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.lines().getFirst().at("/line").intValue()).isEqualTo(2);
        assertThat(answer.lines().get(1).at("/line").intValue()).isEqualTo(5);
        assertThat(answer.lines().get(1).at("/problems/0/where").stringValue()).isEqualTo("event.event");
        assertThat(answer.lines().getLast().toString())
                .isEqualTo(
                        "{\"complete\":true,\"rows\":4,\"accepted\":2,\"duplicates\":0,\"erased\":0,\"quarantined\":0,\"rejected\":2}");
        assertThat(SERVER.read("/api/profiles/anonymous/lines").at("/attributes/purchases"))
                .isEqualTo("2");
    }

    @Test
    void rowsOfATableAreMappedAsTheSourceSays() {
        var answer = send("till", """
                receipt,sold_at,user_id,page
                r1,2025-03-01 10:00:00,till-1,"a, ""b"" c"
                r2,yesterday,till-1,c
                r3,2025-03-02 10:00:00,till-1,d
                """);

        assertThat(answer.isOk().lines().getLast().at("/accepted").intValue()).isEqualTo(2);
        assertThat(answer.lines().getFirst().at("/line").intValue()).isEqualTo(3);
        assertThat(answer.lines().getFirst().at("/problems/0/found").stringValue())
                .contains("yesterday");
        var profile = SERVER.read("/api/profiles/user_id/till-1").isOk();
        assertThat(profile.at("/attributes/last_page")).isEqualTo("d");
        assertThat(profile.at("/badges/keen/since")).isEqualTo("2025-03-02T10:00:00.000Z");
    }

    @Test
    void aFileThatIsSentAgainChangesNothing() {
        var file = events("again", 700);

        assertThat(send("website", file).lines().getLast().at("/accepted").intValue())
                .isEqualTo(700);
        assertThat(send("website", file).lines().getLast().at("/duplicates").intValue())
                .isEqualTo(700);
        assertThat(SERVER.read("/api/profiles/anonymous/again").at("/attributes/purchases"))
                .isEqualTo("700");
    }

    @Test
    void whatBelongsToThePastSetsOffNoAction() {
        send("website", events("past", 3)).isOk();

        assertThat(SERVER.read("/api/profiles/anonymous/past").at("/segments/buyers/since"))
                .isNotEmpty();
        assertThat(SERVER.read("/api/deliveries?limit=500").text()).doesNotContain("anonymous:past");
    }

    @Test
    void aZippedFileIsUnpacked() throws IOException {
        var answer = send("website", gzip(events("zipped", 3)));

        assertThat(answer.isOk().lines().getLast().at("/accepted").intValue()).isEqualTo(3);
    }

    @Test
    void aDamagedFileIsTakenAsFarAsItGoesAndSaysSo() throws IOException {
        var zipped = gzip(events("damaged", 1_000));

        var answer = send("website", Arrays.copyOf(zipped, zipped.length - 20));

        var last = answer.isOk().lines().getLast();
        assertThat(last.at("/complete").booleanValue()).isFalse();
        assertThat(last.at("/problems/0/found").stringValue()).contains("gzip");
        assertThat(last.at("/accepted").intValue()).isBetween(1, 1_000);
    }

    @Test
    void linesThatNoEncodingCanHoldSpoilNeitherTheProfileNorTheExport() {
        var half = "{\"event\":\"a\",\"visitor\":\"half\",\"attributes\":{\"page\":\"\\ud83d\"}}\n";
        var latin = "{\"event\":\"a\",\"visitor\":\"\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        var file = new ByteArrayOutputStream();
        file.writeBytes(half.getBytes(StandardCharsets.UTF_8));
        file.writeBytes(latin);

        var answer = send("website", file.toByteArray());

        assertThat(answer.isOk().lines().getLast().at("/accepted").intValue()).isEqualTo(1);
        assertThat(answer.lines().getLast().at("/rejected").intValue()).isEqualTo(1);
        assertThat(SERVER.read("/api/profiles/anonymous/half").isOk().at("/attributes/last_page"))
                .isEqualTo("\ufffd");
        SERVER.read("/api/export/profiles").isOk();
    }

    @Test
    void cellsThatNoEncodingCanHoldSpoilNeitherTheProfileNorTheExport() {
        var file = new ByteArrayOutputStream();
        file.writeBytes("receipt,sold_at,user_id,page\n".getBytes(StandardCharsets.UTF_8));
        file.writeBytes("l1,2025-03-01 10:00:00,latin,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(send("till", file.toByteArray())
                        .isOk()
                        .lines()
                        .getLast()
                        .at("/complete")
                        .booleanValue())
                .isTrue();

        SERVER.read("/api/export/profiles").isOk();
    }

    @Test
    void anEmptyFileIsComplete() {
        assertThat(send("website", "").isOk().lines().getLast().at("/rows").intValue())
                .isZero();
    }

    @Test
    void aSourceThatIsNotThereIsRefusedAlsoForALargeFile() throws IOException {
        assertThat(send("nowhere", "{}").isProblem(404, "not-found").at("/detail"))
                .contains("website");
        try (var wire = SERVER.connect()) {
            var size = 20 << 20;
            wire.send("POST /api/import?source=nowhere HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + RunningServer.ADMIN_KEY + "\r\nContent-Length: " + size + "\r\n\r\n");
            for (var sent = 0; sent < size; sent += 1 << 20) {
                wire.send(new byte[1 << 20]);
            }

            wire.answer().isProblem(404, "not-found");
        }
    }

    @Test
    void aFileLargerThanABodyMayBeIsTaken() {
        var padding = " ".repeat(20_000);
        var file = IntStream.range(0, 700)
                .mapToObj(number -> Shop.purchase("large-" + number, "large") + padding)
                .collect(Collectors.joining("\n"));

        assertThat(file.length()).isGreaterThan(ServerSettings.DEFAULT_LARGEST_BODY);
        assertThat(send("website", file)
                        .isOk()
                        .lines()
                        .getLast()
                        .at("/accepted")
                        .intValue())
                .isEqualTo(700);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingBehind() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("POST /api/import?source=website HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + RunningServer.ADMIN_KEY + "\r\nContent-Length: 1000\r\n\r\n"
                    + Shop.purchase("off", "broken-off"));
        }

        Awaitility.await().untilAsserted(() -> {
            try (var files = Files.list(SERVER.data().resolve("uploads"))) {
                assertThat(files).isEmpty();
            }
        });
        SERVER.read("/api/profiles/anonymous/broken-off").isProblem(404, "unknown-profile");
    }

    private static Answer send(String source, String file) {
        return send(source, file.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer send(String source, byte[] file) {
        return SERVER.post("/api/import?source=" + source, file, "Authorization", "Bearer " + RunningServer.ADMIN_KEY);
    }

    private static String events(String visitor, int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> """
                        {"id":"%d","time":"2025-01-01T10:00:00Z","event":"purchase","visitor":"%s"}""".formatted(each, visitor))
                .collect(Collectors.joining("\n"));
    }

    private static byte[] gzip(String text) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
