package io.pharos.server;

import io.pharos.runtime.HostSettings;
import java.nio.file.Path;
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

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_LARGEST_BODY = 10 * 1024 * 1024;

    public ServerSettings {
        environment = Map.copyOf(environment);
    }

    /** Everything but where to listen and where to keep data comes from {@code environment}. */
    public static ServerSettings of(
            String host, int port, Path data, Optional<Path> workspace, Map<String, String> environment) {
        return new ServerSettings(
                host,
                port,
                data,
                workspace,
                set(environment, "PHAROS_API_KEY"),
                set(environment, "PHAROS_ADMIN_PASSWORD"),
                set(environment, "PHAROS_MAX_BODY_BYTES")
                        .map(ServerSettings::bytes)
                        .orElse(DEFAULT_LARGEST_BODY),
                HostSettings.DEFAULT,
                Optional.empty(),
                environment);
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

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int bytes(String text) {
        try {
            var bytes = Integer.parseInt(text.strip());
            if (bytes >= 1024) {
                return bytes;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new IllegalArgumentException(
                "PHAROS_MAX_BODY_BYTES is \"" + text + "\"; expected a whole number of bytes, at least 1024");
    }
}
