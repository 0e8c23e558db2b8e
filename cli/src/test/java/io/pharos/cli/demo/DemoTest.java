package io.pharos.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that somebody is invited to do who has just started the demo. */
final class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter said = new StringWriter();
    private Demo demo;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        demo = Demo.start(0, data, Map.of(), new PrintWriter(said));
    }

    @AfterEach
    void stop() {
        demo.close();
        client.close();
    }

    @Test
    void theCustomerOfTheTillIsThere() throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(URI.create(said("curl -s (\\S+/api/profiles/user_id/\\d+) ")))
                .header("Authorization", said("-H '(?:Authorization: )(Bearer [0-9a-f]+)'"))
                .build();

        assertThat(send(call)).contains("\"order_count\":", "\"lifetime_value\":");
    }

    @Test
    void anEventIsAnsweredWithTheView() throws IOException, InterruptedException {
        assertThat(event(said("-d '(\\{\"event\".*\\})'")))
                .contains("\"cart\":[\"" + said("\"description\":\"([^\"]+)\""));
    }

    @Test
    void whatWouldBeSentIsWrittenWhereItIsSaid() throws IOException, InterruptedException {
        event("{\"event\":\"purchase\",\"visitor\":\"me\",\"attributes\":{\"order_value\":2500}}");

        var file = Path.of(said("tail -F (\\S+)"));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(Files.exists(file) && Files.readString(file).contains("anonymous:me"))) {
            assertThat(System.nanoTime()).as("waiting for a line in %s", file).isLessThan(deadline);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(Files.readString(file)).contains("A gift card for a new VIP");
    }

    @Test
    void theConsoleTellsThatItIsADemonstration() throws IOException, InterruptedException {
        assertThat(said("(admin with the password [0-9a-f]{24})")).isNotEmpty();
        var call = HttpRequest.newBuilder(demo.address().resolve("/api/workspace"))
                .header("Authorization", said("-H '(?:Authorization: )(Bearer [0-9a-f]+)'"))
                .build();

        assertThat(send(call)).contains("\"notice\":\"A demonstration.", "CC BY 4.0");
    }

    private String event(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(demo.address().resolve("/api/events?view=homepage"))
                .header("Authorization", "Bearer demo")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String send(HttpRequest call) throws IOException, InterruptedException {
        var answer = client.send(call, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The part of what was said that the group of {@code pattern} takes. */
    private String said(String pattern) {
        var found = Pattern.compile(pattern).matcher(said.toString());
        assertThat(found.find()).as("%s in: %s", pattern, said).isTrue();
        return found.group(1);
    }
}
