package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.runtime.HostSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More events at once than there is room for: some are refused for now, and none that was answered is lost. */
@Timeout(60)
final class OverloadTest {
    private static final int AT_ONCE = 64;

    @AutoClose
    private final RunningServer server = RunningServer.start(settings ->
            settings.withEngine(HostSettings.DEFAULT.withMailbox(2, 1 << 20).withShards(1)));

    @Test
    void whatIsRefusedForNowSaysWhenToComeBackAndWhatIsAnsweredIsThere() {
        var accepted = new TreeSet<String>();
        Answer refused = null;
        for (var round = 0; refused == null || accepted.isEmpty(); round++) {
            for (var answer : burst("/api/events", round)) {
                if (answer.status() == 503) {
                    refused = answer;
                } else {
                    accepted.add(answer.isOk().at("/results/0/id"));
                }
            }
        }

        refused.isProblem(503, "busy");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(eventsSeen()).isEqualTo(accepted.size());
        assertThat(server.sends(Shop.purchase("afterwards", "ada")).isOk().at("/results/0/status"))
                .isEqualTo("accepted");
        assertThat(server.read("/metrics").text()).containsPattern("pharos_requests_overloaded_total [1-9]");
    }

    @Test
    void whatWasRefusedIsTakenWhenItIsSentAgain() {
        var waiting = new ArrayList<>(IntStream.range(0, AT_ONCE).boxed().toList());
        while (!waiting.isEmpty()) {
            var answers = waiting.stream()
                    .map(number -> server.sendLater(server.request("/api/events", "X-Write-Key", Shop.WEB_KEY)
                            .POST(BodyPublishers.ofString(Shop.purchase("again-" + number, "ada")))))
                    .toList();
            var stillWaiting = new ArrayList<Integer>();
            for (var i = 0; i < answers.size(); i++) {
                if (answers.get(i).join().status() == 503) {
                    stillWaiting.add(waiting.get(i));
                }
            }
            waiting = stillWaiting;
        }

        assertThat(eventsSeen()).isEqualTo(AT_ONCE);
    }

    @Test
    void everyProtocolSaysSoInItsOwnWay() {
        assertThat(oneOf(503, "/event?tealium_account=demo&tealium_profile=main")
                        .header("X-Error"))
                .contains("waiting");
        assertThat(oneOf(503, "/vdata/i.gif?tealium_account=demo&tealium_profile=main")
                        .header("Content-Type"))
                .isEqualTo("image/gif");
        assertThat(oneOf(503, "/event?tealium_account=demo&tealium_profile=main")
                        .header("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void moreThanThereWillEverBeRoomForIsRefusedForGood() {
        var three = "[" + Shop.purchase("1", "a") + "," + Shop.purchase("2", "a") + "," + Shop.purchase("3", "a") + "]";

        server.sends(three).isProblem(413, "too-large");
        assertThat(eventsSeen()).isZero();
    }

    @Test
    void anImportWaitsForRoomInsteadOfFailing() {
        var lines = IntStream.range(0, 20)
                .mapToObj(number -> Shop.purchase("import-" + number, "ada"))
                .toList();

        var answer = server.post(
                "/api/import?source=website",
                String.join("\n", lines),
                "Authorization",
                "Bearer " + RunningServer.ADMIN_KEY);

        assertThat(answer.isOk().lines().getLast().at("/accepted").intValue()).isEqualTo(20);
    }

    private Set<Answer> burst(String path, int round) {
        return IntStream.range(0, AT_ONCE)
                .mapToObj(number -> server.sendLater(server.request(path, "X-Write-Key", Shop.WEB_KEY)
                        .POST(BodyPublishers.ofString(Shop.purchase(round + "-" + number, "ada")))))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .collect(java.util.stream.Collectors.toSet());
    }

    private Answer oneOf(int status, String path) {
        while (true) {
            var answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> server.sendLater(server.request(path).GET()))
                    .toList();
            for (var answer : answers) {
                if (answer.join().status() == status) {
                    return answer.join();
                }
            }
        }
    }

    private long eventsSeen() {
        return server.read("/api/export/profiles").isOk().lines().stream()
                .mapToLong(profile -> profile.at("/attributes/events_seen").longValue())
                .sum();
    }
}
