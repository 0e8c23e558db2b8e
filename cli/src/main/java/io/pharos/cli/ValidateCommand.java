package io.pharos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a workspace. */
@CommandLine.Command(
        name = "validate",
        description = "Say everything that is wrong with a workspace, with file, line and column.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder of YAML files, or one file.")
    private Path folder = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var workspace = Definitions.read(folder, out);
        workspace.ifPresent(valid -> out.printf(
                "%s is valid: %d sources, %d attributes, %d badges, %d segments, %d actions, %d views, %d tests%n",
                valid.name(),
                valid.sources().size(),
                valid.attributes().size(),
                valid.badges().size(),
                valid.segments().size(),
                valid.actions().size(),
                valid.views().size(),
                valid.tests().size()));
        return workspace.isPresent() ? 0 : 1;
    }
}
