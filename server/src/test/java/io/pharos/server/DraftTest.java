package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Definitions that are being worked on. */
final class DraftTest {
    private static final String PATH = "/api/workspace/draft";

    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void aDraftIsKeptAsItIsAlsoOverARestart() {
        server.read(PATH).isProblem(404, "not-found");
        var saved = save("segments: [ not, finished").isOk();
        server.restart();

        var draft = server.read(PATH).isOk();
        assertThat(draft.json()).isEqualTo(saved.json());
        assertThat(draft.header("ETag")).isEqualTo(saved.header("ETag")).startsWith("\"");
        assertThat(draft.json().at("/files/workspace.yaml").stringValue()).isEqualTo("segments: [ not, finished");
        assertThat(draft.at("/base")).isEqualTo("1");
        assertThat(draft.at("/who")).isEqualTo("the key PHAROS_API_KEY");
    }

    @Test
    void twoWhoEditAreToldRatherThanOverwritten() {
        var first = save("one: 1").isOk().header("ETag");

        save("other: 1").isProblem(428, "precondition-required");
        var second = save("one: 2", "If-Match", first).isOk().header("ETag");
        assertThat(second).isNotEqualTo(first);
        save("other: 1", "If-Match", first).isProblem(412, "precondition-failed");
        delete("If-Match", first).isProblem(412, "precondition-failed");
        assertThat(server.read(PATH).json().at("/files/workspace.yaml").stringValue())
                .isEqualTo("one: 2");

        assertThat(delete("If-Match", second).status()).isEqualTo(204);
        server.read(PATH).isProblem(404, "not-found");
        save("one: 3", "If-Match", second).isProblem(412, "precondition-failed");
    }

    private Answer save(String text, String... headers) {
        var body = "{\"files\":" + RunningServer.files(text) + ",\"base\":1}";
        return server.send(request(headers).PUT(BodyPublishers.ofString(body)));
    }

    private Answer delete(String... headers) {
        return server.send(request(headers).DELETE());
    }

    private java.net.http.HttpRequest.Builder request(String... headers) {
        return server.request(PATH, headers).header("Authorization", "Bearer " + RunningServer.ADMIN_KEY);
    }
}
