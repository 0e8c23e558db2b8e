package io.pharos.cli;

import io.pharos.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the example shop until it is told to stop. */
@CommandLine.Command(
        name = "demo",
        description = "Run a server with a shop, a year of real invoices, and simulated shoppers.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "It listens on this machine only. Delete the data folder to begin anew."})
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:PHAROS_PORT:-8080}",
            description = "The port to listen on; 0 for any that is free (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./pharos-data/demo",
            description = "The folder that everything is kept in; a demo that is started again goes on from there"
                    + " (${DEFAULT-VALUE}).")
    private Path data = Path.of("pharos-data/demo");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new Failures.Wrong("--port is " + port + "; expected a number from 0 to 65535");
        }
        var out = spec.commandLine().getOut();
        var demo = Demo.start(port, data.normalize(), System.getenv(), out);
        Stopping.with(demo::close);
        out.println("Pharos is ready at " + demo.address() + " in "
                + Stopping.sinceStart().toMillis() + " ms");
        out.flush();
        return Stopping.whenTold();
    }
}
