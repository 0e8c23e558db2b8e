package io.pharos.server;

import io.pharos.actions.Settings;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.PlanSettings;
import io.pharos.server.http.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is started.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param data the folder that everything is kept in; made if it is not there
 * @param workspace the folder of definitions to publish at the start; without one, what was published last
 * @param apiKey an administrator's key, of at least 16 characters
 * @param adminPassword for the console; without one the first start makes one and prints it
 * @param largestBody of a request, in bytes as sent
 * @param engine how much of the machine profiles may use
 * @param notice something that everybody who looks at the console should know, such as that it is a demonstration
 * @param environment where connectors find their secrets, as {@code PHAROS_SECRET_NAME}
 */
public record ServerSettings(
        String host,
        int port,
        Path data,
        Optional<Path> workspace,
        Optional<String> apiKey,
        Optional<String> adminPassword,
        int largestBody,
        HostSettings engine,
        Optional<String> notice,
        Map<String, String> environment) {

    private static final String SNOWPLOW_PATH = "PHAROS_SNOWPLOW_PATH";

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_LARGEST_BODY = 10 * 1024 * 1024;

    public ServerSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * Everything but where to listen and where to keep data comes from {@code environment}.
     *
     * @throws StartFailed if something in it cannot be used; the message names it
     */
    public static ServerSettings of(
            String host, int port, Path data, Optional<Path> workspace, Map<String, String> environment) {
        var settings = new ServerSettings(
                host,
                port,
                data,
                workspace,
                set(environment, "PHAROS_API_KEY"),
                set(environment, "PHAROS_ADMIN_PASSWORD"),
                set(environment, "PHAROS_MAX_BODY_BYTES")
                        .map(ServerSettings::bytes)
                        .orElse(DEFAULT_LARGEST_BODY),
                engine(environment),
                Optional.empty(),
                environment);
        settings.deliveries(); // so that a fault in it is said now
        settings.plans();
        settings.snowplowPath();
        settings.trustedProxies();
        return settings;
    }

    /** How actions leave. */
    Settings deliveries() {
        return Settings.DEFAULT
                .withVersion(Server.version())
                .withRetries(set(environment, "PHAROS_RETRIES")
                        .map(ServerSettings::waits)
                        .orElse(Settings.DEFAULT.retries()));
    }

    /** Where Snowplow's trackers may send to besides the path that blockers know. */
    Optional<String> snowplowPath() {
        return set(environment, SNOWPLOW_PATH).map(String::strip).map(path -> {
            if (!path.matches("(/[A-Za-z0-9._~-]+)+") || Route.isReserved(path)) {
                throw wrong(SNOWPLOW_PATH, path, "a path such as /com.example/track, none of the server's own");
            }
            return path;
        });
    }

    /** Whose word counts about the address of a client. */
    TrustedProxies trustedProxies() {
        var text = set(environment, "PHAROS_TRUSTED_PROXIES").orElse("");
        try {
            return TrustedProxies.of(text);
        } catch (IllegalArgumentException _) {
            throw wrong("PHAROS_TRUSTED_PROXIES", text, "addresses and networks such as 10.0.0.7, 192.168.0.0/16");
        }
    }

    /** How drafts are simulated. */
    PlanSettings plans() {
        return PlanSettings.DEFAULT.withThreads(set(environment, "PHAROS_PLAN_THREADS")
                .map(text -> whole("PHAROS_PLAN_THREADS", text, 1, "a whole number of threads"))
                .orElse(PlanSettings.DEFAULT.threads()));
    }

    public ServerSettings withEngine(HostSettings settings) {
        return new ServerSettings(
                host, port, data, workspace, apiKey, adminPassword, largestBody, settings, notice, environment);
    }

    public ServerSettings withLargestBody(int bytes) {
        return new ServerSettings(
                host, port, data, workspace, apiKey, adminPassword, bytes, engine, notice, environment);
    }

    public ServerSettings withNotice(String text) {
        return new ServerSettings(
                host,
                port,
                data,
                workspace,
                apiKey,
                adminPassword,
                largestBody,
                engine,
                Optional.of(text),
                environment);
    }

    /** The same with one more variable. */
    ServerSettings withEnvironment(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new ServerSettings(
                host, port, data, workspace, apiKey, adminPassword, largestBody, engine, notice, more);
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int bytes(String text) {
        return whole("PHAROS_MAX_BODY_BYTES", text, 1024, "a whole number of bytes");
    }

    private static HostSettings engine(Map<String, String> environment) {
        var usual = HostSettings.DEFAULT;
        var events = set(environment, "PHAROS_MAILBOX_EVENTS")
                .map(text -> whole("PHAROS_MAILBOX_EVENTS", text, 1, "a whole number of events"))
                .orElse(usual.mailboxEvents());
        var share = set(environment, "PHAROS_REFOLD_SHARE")
                .map(ServerSettings::percent)
                .orElse(usual.refoldShare());
        return usual.withMailbox(events, usual.mailboxBytes()).withRefoldShare(share);
    }

    private static double percent(String text) {
        var expected = "a whole number of percent";
        var percent = whole("PHAROS_REFOLD_SHARE", text, 1, expected);
        if (percent > 100) {
            throw wrong("PHAROS_REFOLD_SHARE", text, expected + ", at most 100");
        }
        return percent / 100.0;
    }

    private static int whole(String name, String text, int least, String expected) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw wrong(name, text, expected + ", at least " + least);
    }

    private static List<Duration> waits(String text) {
        return Arrays.stream(text.strip().split("[\\s,]+"))
                .map(wait -> wait(wait, text))
                .toList();
    }

    private static Duration wait(String wait, String text) {
        if (!wait.matches("[0-9]{1,6}(ms|s|m|h)")) {
            throw wrong("PHAROS_RETRIES", text, "waits such as 1s, 30s, 10m");
        }
        var unit = wait.replaceAll("[0-9]", "");
        var number = Long.parseLong(wait.substring(0, wait.length() - unit.length()));
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static StartFailed wrong(String name, String text, String expected) {
        return new StartFailed(name + " is \"" + text + "\"; expected " + expected, List.of());
    }
}
