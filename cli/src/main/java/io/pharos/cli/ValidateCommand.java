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
        workspace.ifPresent(valid -> out.println(valid.name() + " is valid: "
                + String.join(
                        ", ",
                        counted(valid.sources().size(), "source"),
                        counted(valid.attributes().size(), "attribute"),
                        counted(valid.badges().size(), "badge"),
                        counted(valid.segments().size(), "segment"),
                        counted(valid.actions().size(), "action"),
                        counted(valid.views().size(), "view"),
                        counted(valid.tests().size(), "test"))));
        return workspace.isPresent() ? 0 : 1;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
