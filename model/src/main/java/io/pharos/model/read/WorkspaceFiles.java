package io.pharos.model.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of a workspace: one file, or every {@code .yaml} and {@code .yml} file of a folder, hidden ones left out. */
final class WorkspaceFiles {
    static final int MOST_BYTES = 1_000_000;

    private final Problems problems;
    private final SortedMap<String, String> texts = new TreeMap<>();

    private WorkspaceFiles(Problems problems) {
        this.problems = problems;
    }

    static SortedMap<String, String> read(Path folderOrFile, Problems problems) {
        var files = new WorkspaceFiles(problems);
        if (Files.isDirectory(folderOrFile)) {
            files.readFolder(folderOrFile);
        } else {
            files.readFile(folderOrFile, name(folderOrFile));
        }
        return files.texts;
    }

    private void readFolder(Path folder) {
        List<Path> found;
        try (var walk = Files.walk(folder)) {
            found = walk.filter(path -> isDefinition(folder.relativize(path)) && Files.isRegularFile(path))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            unreadable(name(folder), "a folder that cannot be read: " + e.getMessage(), "a readable folder");
            return;
        }
        if (found.isEmpty()) {
            unreadable(name(folder), "a folder without YAML files", "files that end in .yaml or .yml");
        }
        for (var path : found) {
            readFile(path, folder.relativize(path).toString().replace('\\', '/'));
        }
    }

    private static boolean isDefinition(Path path) {
        for (var part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
    }

    private void readFile(Path path, String name) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                tooLarge(name, problems);
                return;
            }
            var decoder = StandardCharsets.UTF_8.newDecoder();
            texts.put(
                    name,
                    decoder.decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString());
        } catch (CharacterCodingException e) {
            unreadable(name, "bytes that are not UTF-8", "text in UTF-8");
        } catch (IOException e) {
            unreadable(name, Files.exists(path) ? "a file that cannot be read" : "nothing", "a file or a folder");
        }
    }

    static void tooLarge(String name, Problems problems) {
        problems.add(
                Code.LIMIT,
                Spot.ofFile(name),
                "more than " + MOST_BYTES + " bytes",
                "at most so many in one file",
                "Spread the definitions over several files.");
    }

    private void unreadable(String name, String found, String expected) {
        problems.add(Code.FILE, Spot.ofFile(name), found, expected);
    }

    private static String name(Path path) {
        var name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
