package io.pharos.cli;

import io.pharos.server.Server;
import io.pharos.server.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@CommandLine.Command(
        name = "serve",
        description = "Run the server.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Environment:",
            "  PHAROS_PORT, PHAROS_HOST, PHAROS_DATA, PHAROS_WORKSPACE   instead of the options",
            "  PHAROS_API_KEY          an administrator's key, at least 16 characters",
            "  PHAROS_ADMIN_PASSWORD   for the console; else the first start makes one and prints it",
            "  PHAROS_SECRET_NAME      the secret that connectors call name",
            "  PHAROS_TRUSTED_PROXIES  proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8",
            "  PHAROS_MAX_BODY_BYTES   the largest body of a request (10485760)",
            "  PHAROS_SNOWPLOW_PATH    where Snowplow's trackers may post to, besides the usual path",
            "  PHAROS_MAILBOX_EVENTS   events that may wait to be applied; more are answered 503 (20000)",
            "  PHAROS_PLAN_THREADS     threads that say what a draft would change (half of the processors)",
            "  PHAROS_REFOLD_SHARE     how much of its time, in percent, profiles may take to follow what is published (50)",
            "  PHAROS_RETRIES          waits before a delivery is tried again (1s, 5s, 30s, 2m, 10m)",
            "  PHAROS_LOG              what is logged: ERROR, WARN, INFO or DEBUG (INFO)"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:PHAROS_PORT:-8080}",
            description = "The port to listen on; 0 for any that is free (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:PHAROS_HOST:-127.0.0.1}",
            description = "The address to listen on; 0.0.0.0 for all of this machine (${DEFAULT-VALUE}).")
    private String host = ServerSettings.DEFAULT_HOST;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:PHAROS_DATA:-./pharos-data}",
            description = "The folder that everything is kept in (${DEFAULT-VALUE}).")
    private Path data = Path.of("pharos-data");

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = "${env:PHAROS_WORKSPACE:-" + Option.NULL_VALUE + "}",
            description = "The definitions to publish at the start, if they differ from what last came from there and"
                    + " nobody else has published since; without it, what was published last.")
    private @Nullable Path workspace;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new Failures.Wrong("--port is " + port + "; expected a number from 0 to 65535");
        }
        if (workspace != null && !Files.exists(workspace)) {
            throw new Failures.Wrong("--workspace " + workspace + " does not exist");
        }
        var out = spec.commandLine().getOut();
        var server = Server.start(ServerSettings.of(host, port, data, Optional.ofNullable(workspace), System.getenv()));
        Stopping.with(server::close);
        server.warnings().forEach(warning -> out.println("warning: " + warning));
        server.notPublished().ifPresent(why -> {
            out.println(why);
            out.println("To see the difference: pharos plan " + workspace + " --server " + server.address()
                    + ". To publish them: pharos apply " + workspace + " --server " + server.address());
        });
        server.generatedPassword()
                .ifPresent(password -> out.println("Sign in at " + server.address()
                        + "/console/ as admin with the password " + password + " (made now, and shown this once)"));
        out.println("Pharos is ready at " + server.address() + " in "
                + Stopping.sinceStart().toMillis() + " ms");
        out.flush();
        return Stopping.whenTold();
    }
}
