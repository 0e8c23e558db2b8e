package io.pharos.cli;

import io.pharos.actions.Templates;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads a workspace for a command, and says what is wrong with it. */
final class Definitions {
    private Definitions() {}

    /**
     * The workspace in {@code folder}; empty if it has problems, which are then told.
     *
     * @throws Failures.Wrong if there is no such folder
     */
    static Optional<Workspace> read(Path folder, PrintWriter out) {
        requireThere(folder);
        return switch (new WorkspaceReader().read(folder)) {
            case Parsed.Valid<Workspace>(var workspace, var warnings) -> {
                warnings.forEach(warning -> out.println("warning: " + warning));
                yield sendable(workspace, out);
            }
            case Parsed.Invalid<Workspace>(var problems) -> {
                tell(problems, out);
                yield Optional.empty();
            }
        };
    }

    /**
     * The texts in {@code folder}; empty if they cannot be read, which is then told.
     *
     * @throws Failures.Wrong if there is no such folder
     */
    static Optional<SortedMap<String, String>> texts(Path folder, PrintWriter out) {
        requireThere(folder);
        return switch (new WorkspaceReader().texts(folder)) {
            case Parsed.Valid<SortedMap<String, String>>(var files, var _) -> Optional.of(files);
            case Parsed.Invalid<SortedMap<String, String>>(var problems) -> {
                tell(problems, out);
                yield Optional.empty();
            }
        };
    }

    private static void requireThere(Path folder) {
        if (!Files.exists(folder)) {
            throw new Failures.Wrong(folder + " does not exist; expected a folder of YAML files, or one file");
        }
    }

    private static Optional<Workspace> sendable(Workspace workspace, PrintWriter out) {
        var problems = Templates.check(workspace);
        tell(problems, out);
        return problems.isEmpty() ? Optional.of(workspace) : Optional.empty();
    }

    static void tell(List<Problem> problems, PrintWriter out) {
        problems.forEach(out::println);
        if (!problems.isEmpty()) {
            out.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        }
    }
}
