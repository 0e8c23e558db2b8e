package io.pharos.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A running server, as the commands talk to it: with the key of the environment, and patience while it is busy. */
final class Remote implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final URI server;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @throws Failures.Wrong if the address is none, or there is no key */
    Remote(String server, Optional<String> key) {
        try {
            this.server = URI.create(server.endsWith("/") ? server : server + "/");
        } catch (IllegalArgumentException _) {
            throw new Failures.Wrong("--server " + server + " is no address; expected such as http://127.0.0.1:8080");
        }
        if (!"http".equals(this.server.getScheme()) && !"https".equals(this.server.getScheme())) {
            throw new Failures.Wrong("--server " + server + " is no address; expected such as http://127.0.0.1:8080");
        }
        this.key = key.filter(value -> !value.isBlank())
                .orElseThrow(() -> new Failures.Wrong("set PHAROS_API_KEY to an administrator's key of the server"));
    }

    /** Asks again while the server is busy, as long as it says, then longer and longer. */
    <T> HttpResponse<T> send(String path, Supplier<HttpRequest.Builder> request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var response = once(request.get().uri(server.resolve(path)), handler);
            if ((response.statusCode() != 503 && response.statusCode() != 429) || attempt == ATTEMPTS) {
                return response;
            }
            Thread.sleep(pause(response, attempt));
        }
    }

    private <T> HttpResponse<T> once(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return client.send(request.header("Authorization", "Bearer " + key).build(), handler);
        } catch (ConnectException refused) {
            throw new IOException("nothing answers at " + server + "; is the server running?", refused);
        }
    }

    private static Duration pause(HttpResponse<?> response, int attempt) {
        var growing = Duration.ofMillis(250L << Math.min(attempt, 8));
        var told = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .orElse(growing);
        return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
    }

    /** Says why the server did not do it: the detail of its problem document, if {@code body} is one. */
    static String refusal(HttpResponse<?> response, String body) {
        return "the server answers " + response.statusCode() + ": " + detail(body);
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asString(body);
        } catch (JacksonException _) {
            return body;
        }
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
