package io.pharos.actions;

import io.pharos.model.Connector;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends each message as an HTTP request. Only an answer of 2xx counts; 408, 425, 429, 5xx, silence and broken connections
 * may go better later; every other answer is final, a redirect among them.
 */
record WebhookSender(
        Connector.Webhook connector,
        HttpClient client,
        Secrets secrets,
        Destinations destinations,
        Settings settings,
        InstantSource clock)
        implements Sender {

    private static final int LONGEST_ANSWER = 300;

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var secret = connector.bearerSecret().flatMap(secrets::find).map(String::strip);
        if (connector.bearerSecret().isPresent() && secret.isEmpty()) {
            return new Attempt.Failed("the secret " + connector.bearerSecret().get() + " is not set");
        }
        if (secret.isPresent() && !Headers.isValue(secret.get())) {
            return new Attempt.Failed(
                    "the secret " + connector.bearerSecret().get() + " has characters in it that no header can carry");
        }
        try {
            var refusal = destinations.refusal(connector.url());
            if (refusal.isPresent()) {
                return new Attempt.Refused(refusal.get());
            }
            return judge(client.send(request(message, secret), _ -> new Excerpt(connector.timeout())), secret);
        } catch (HttpTimeoutException e) {
            return new Attempt.Failed("no answer within " + connector.timeout().toMillis() + " ms");
        } catch (UnknownHostException e) {
            return new Attempt.Failed("the name " + host() + " does not resolve");
        } catch (ConnectException e) {
            return new Attempt.Failed("no connection to " + host());
        } catch (SSLException e) {
            return new Attempt.Failed("no trusted connection to " + host() + ": " + shown(e.getMessage(), secret));
        } catch (IOException e) {
            return new Attempt.Failed("the connection to " + host() + " broke: " + shown(e.getMessage(), secret));
        }
    }

    private HttpRequest request(Message message, Optional<String> secret) {
        var request = (connector.method().equals("GET")
                        ? HttpRequest.newBuilder(withData(connector.url(), message.body()))
                        : HttpRequest.newBuilder(connector.url())
                                .method(connector.method(), BodyPublishers.ofString(message.body())))
                .timeout(connector.timeout())
                .version(version(connector.url()));
        headers(message, secret).forEach(request::setHeader);
        return request.build();
    }

    /** A GET has no body; what it says goes into the parameter {@code data}. */
    private static URI withData(URI url, String body) {
        var address = url.toString().replaceFirst("#.*", "");
        return URI.create(address + (url.getRawQuery() == null ? "?" : "&") + "data="
                + URLEncoder.encode(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers(Message message, Optional<String> secret) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Pharos/" + settings.version());
        headers.putAll(connector.headers());
        headers.put("Idempotency-Key", message.delivery());
        secret.ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return headers;
    }

    /** Over plain HTTP an upgrade to HTTP/2 would have to be asked for, which some servers answer with an error. */
    private static HttpClient.Version version(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private Attempt judge(HttpResponse<String> response, Optional<String> secret) {
        var status = response.statusCode();
        var answer = (status + " " + shown(response.body(), secret)).strip();
        if (status / 100 == 2) {
            return new Attempt.Accepted(answer);
        }
        if (status == 408 || status == 425 || status == 429 || status / 100 == 5) {
            return new Attempt.Failed("answered " + answer, retryAfter(response));
        }
        return new Attempt.Refused("answered " + answer + (status / 100 == 3 ? " (redirects are not followed)" : ""));
    }

    private Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(written -> RetryAfter.read(written, clock.instant()))
                .map(asked -> asked.compareTo(settings.longestRetryAfter()) > 0 ? settings.longestRetryAfter() : asked);
    }

    private String host() {
        return connector.url().getHost()
                + (connector.url().getPort() < 0 ? "" : ":" + connector.url().getPort());
    }

    /** Short, on one line, and without the secret, which a receiver may well repeat. */
    private static String shown(@Nullable String said, Optional<String> secret) {
        var text = said == null ? "" : said;
        var open = secret.filter(token -> !token.isEmpty())
                .map(token -> text.replace(token, "***"))
                .orElse(text);
        var line = open.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "…";
    }
}
