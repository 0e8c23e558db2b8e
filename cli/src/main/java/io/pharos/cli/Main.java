package io.pharos.cli;

import io.pharos.bench.BenchCommand;
import io.pharos.server.Server;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code pharos} command: without a subcommand it says what there is. */
@CommandLine.Command(
        name = "pharos",
        description = "A self-hosted, real-time customer data platform.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            PlanCommand.class,
            ReplayCommand.class,
            ApplyCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            EraseCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all is well, 1 something does not hold, 2 called wrongly.",
            "Say pharos COMMAND --help for the options of a command."
        })
public final class Main implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the build wrote into the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pharos " + Server.version()};
        }
    }
}
