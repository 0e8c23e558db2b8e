package io.pharos.cli;

import io.pharos.runtime.Verification;
import io.pharos.runtime.VerificationReport;
import io.pharos.server.Offline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a data folder with what follows from the events in it. */
@CommandLine.Command(
        name = "verify",
        description = "Compare what a data folder keeps with what follows from its events.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The server must not run. Nothing is changed and nothing is sent. Differences are told by person and place, the",
            "first few of each kind; the exit code is 1 if there are any."
        })
final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data folder of a server that does not run.")
    private Path data = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        VerificationReport report;
        try (var progress = Progress.of(spec.commandLine().getErr(), "Verifying", Verification.WHOLE)) {
            report = Offline.verify(data, progress::reach);
        }
        tell(report, spec.commandLine().getOut());
        return report.isClean() ? 0 : 1;
    }

    private static void tell(VerificationReport report, PrintWriter out) {
        report.examples().forEach(out::println);
        var more = report.differences() - report.examples().size();
        if (more > 0) {
            out.println("and " + more + " more");
        }
        report.notes().forEach(note -> out.println("note: " + note));
        out.printf(
                "%d profiles, %d events, %d identifiers, %d deliveries: %s%n",
                report.profiles(),
                report.events(),
                report.identifiers(),
                report.deliveries(),
                report.isClean() ? "no differences" : count(report.differences()));
    }

    private static String count(long differences) {
        return differences == 1 ? "1 difference" : differences + " differences";
    }
}
