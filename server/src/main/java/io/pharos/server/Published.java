package io.pharos.server;

import io.pharos.actions.Templates;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The definitions in force. A copy of their files is kept in the data folder, so that a start without a workspace folder
 * finds them again.
 *
 * @param version counts the publications, from 1
 * @param warnings what is allowed but probably not meant
 */
record Published(Workspace workspace, long version, List<Problem> warnings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STAMP = "published.json";
    private static final String NEXT = "published.new";
    private static final String FIRST = "workspace: pharos\n\nsources:\n  website: { kind: web }\n";

    /** What is remembered of a publication. */
    private record Stamp(long version, String fingerprint) {
        static final Stamp NONE = new Stamp(0, "");
    }

    /**
     * Publishes {@code folder} if its files differ from what was published last; without a folder, takes what was
     * published last, or nearly nothing.
     *
     * @throws StartFailed if the definitions have problems
     */
    static Published open(Path data, Optional<Path> folder) {
        try {
            var copies = copies(data);
            var stamp = stamp(data);
            var files = folder.isPresent() ? files(folder.get()) : stamp.version() > 0 ? files(copies) : first();
            var workspace = read(folder.orElse(copies), files);
            var fingerprint = fingerprint(files);
            if (fingerprint.equals(stamp.fingerprint())) {
                return new Published(workspace.value(), stamp.version(), workspace.warnings());
            }
            replace(copies, files);
            var next = new Stamp(stamp.version() + 1, fingerprint);
            WholeFile.write(data.resolve(STAMP), JSON.writeValueAsBytes(next));
            return new Published(workspace.value(), next.version(), workspace.warnings());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish the workspace", e);
        }
    }

    /**
     * What was published before, if {@code folder} is about to take its place. What a crash has left in the log happened
     * under these definitions.
     */
    static Optional<Workspace> superseded(Path data, Optional<Path> folder) {
        try {
            var stamp = stamp(data);
            if (folder.isEmpty() || stamp.version() == 0) {
                return Optional.empty();
            }
            var before = files(copies(data));
            if (before.isEmpty() || fingerprint(files(folder.get())).equals(stamp.fingerprint())) {
                return Optional.empty();
            }
            return switch (new WorkspaceReader().read(before)) {
                case Parsed.Valid<Workspace> valid -> Optional.of(valid.value());
                // Published by a Pharos that read them differently: there is nothing better than the new ones.
                case Parsed.Invalid<Workspace> _ -> Optional.empty();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was published", e);
        }
    }

    /** The copies of the files in force. Those that a crash left beside their place are put there. */
    private static Path copies(Path data) throws IOException {
        var copies = data.resolve("published");
        var next = data.resolve(NEXT);
        if (Files.notExists(copies) && Files.isDirectory(next)) {
            Files.move(next, copies, StandardCopyOption.ATOMIC_MOVE);
        }
        return copies;
    }

    private static Stamp stamp(Path data) throws IOException {
        var file = data.resolve(STAMP);
        return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), Stamp.class) : Stamp.NONE;
    }

    private static SortedMap<String, String> first() {
        return new TreeMap<>(Map.of("workspace.yaml", FIRST));
    }

    private static Parsed.Valid<Workspace> read(Path where, SortedMap<String, String> files) {
        var parsed = files.isEmpty() ? new WorkspaceReader().read(where) : new WorkspaceReader().read(files);
        return switch (parsed) {
            case Parsed.Valid<Workspace> valid -> {
                var unsendable = Templates.check(valid.value());
                if (!unsendable.isEmpty()) {
                    throw refused(where, unsendable);
                }
                yield valid;
            }
            case Parsed.Invalid<Workspace>(var problems) -> throw refused(where, problems);
        };
    }

    private static StartFailed refused(Path where, List<Problem> problems) {
        return new StartFailed("The workspace in " + where + " cannot be published", problems);
    }

    /** The YAML files below {@code folder}, or the one file that it is, by their relative names. */
    private static SortedMap<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var name = folder.equals(file)
                        ? String.valueOf(file.getFileName())
                        : folder.relativize(file).toString();
                if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }

    private static void replace(Path copies, SortedMap<String, String> files) throws IOException {
        var next = copies.resolveSibling(NEXT);
        delete(next);
        for (var file : files.entrySet()) {
            var target = next.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        delete(copies);
        Files.move(next, copies, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        var all = new ArrayList<Path>();
        try (var walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (var path : all) {
            Files.delete(path);
        }
    }

    private static String fingerprint(SortedMap<String, String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
