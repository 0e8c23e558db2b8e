package io.pharos.model.read;

import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Reads a workspace from YAML files. What is wrong with it is said all at once, each problem with its place; reading
 * never fails otherwise, whatever the files hold. The language is described in {@code docs/definitions.md}.
 */
public final class WorkspaceReader {

    /** Reads a single file, or every {@code .yaml} and {@code .yml} file of a folder and the folders in it. */
    public Parsed<Workspace> read(Path folderOrFile) {
        var problems = new Problems();
        var files = WorkspaceFiles.read(folderOrFile, problems);
        return WorkspaceReading.of(files, problems);
    }

    /** The texts of such files by their names relative to the folder, as they are. */
    public Parsed<SortedMap<String, String>> texts(Path folderOrFile) {
        var problems = new Problems();
        var files = WorkspaceFiles.read(folderOrFile, problems);
        var found = problems.sorted();
        return found.isEmpty() ? new Parsed.Valid<>(files, List.of()) : new Parsed.Invalid<>(found);
    }

    /** Reads texts by the name of the file that holds each; the names appear in problems. */
    public Parsed<Workspace> read(SortedMap<String, String> files) {
        return WorkspaceReading.of(files, new Problems());
    }
}
