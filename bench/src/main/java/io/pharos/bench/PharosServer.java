package io.pharos.bench;

import io.pharos.server.Server;
import io.pharos.server.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A Pharos as {@code pharos serve} runs it, started by the benchmarks in a process of its own. */
public final class PharosServer {
    private PharosServer() {}

    /** @param arguments the folder to keep data in, and the workspace */
    public static void main(String[] arguments) {
        var server = Server.start(ServerSettings.of(
                ServerSettings.DEFAULT_HOST,
                0,
                Path.of(arguments[0]),
                Optional.of(Path.of(arguments[1])),
                Map.of("PHAROS_ADMIN_PASSWORD", "only-for-this-run")));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("Pharos is ready at " + server.address());
    }
}
