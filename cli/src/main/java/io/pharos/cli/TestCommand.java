package io.pharos.cli;

import io.pharos.model.Workspace;
import io.pharos.runtime.DefinitionTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests that stand beside the definitions. */
@CommandLine.Command(
        name = "test",
        description = "Run a workspace's own tests.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder of YAML files, or one file.")
    private Path folder = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        return Definitions.read(folder, out)
                .map(workspace -> run(workspace, out))
                .orElse(1);
    }

    private static int run(Workspace workspace, PrintWriter out) {
        if (workspace.tests().isEmpty()) {
            out.println("no tests: write some under tests:");
            return 0;
        }
        var results = DefinitionTests.run(workspace);
        results.forEach(result -> tell(result, out));
        var failed = results.stream().filter(result -> !result.passed()).count();
        out.println(failed == 0 ? results.size() + " passed" : failed + " of " + results.size() + " failed");
        return failed == 0 ? 0 : 1;
    }

    private static void tell(DefinitionTests.Result result, PrintWriter out) {
        out.println((result.passed() ? "✓ " : "✗ ") + result.test().name());
        result.failures().forEach(failure -> out.println("    " + failure));
    }
}
