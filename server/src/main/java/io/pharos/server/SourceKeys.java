package io.pharos.server;

import io.pharos.model.Source;
import io.pharos.model.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of sources: those their definitions write, and one made here for every other source that clients send to. A
 * made key stays with the name of its source.
 */
final class SourceKeys {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES = 12;

    private final Map<String, String> made;
    private final Map<String, String> all;

    private SourceKeys(Map<String, String> made, Map<String, String> all) {
        this.made = Map.copyOf(made);
        this.all = Map.copyOf(all);
    }

    /** @param file in which made keys are kept */
    static SourceKeys of(Workspace workspace, Path file) {
        var made = new TreeMap<>(read(file));
        var all = new HashMap<String, String>();
        var random = new SecureRandom();
        for (var source : workspace.sources().values()) {
            if (source.key().isPresent()) {
                all.put(source.name(), source.key().get());
            } else if (needsKey(source)) {
                all.put(source.name(), made.computeIfAbsent(source.name(), _ -> newKey(random)));
            }
        }
        write(made, file);
        return new SourceKeys(made, all);
    }

    Map<String, String> made() {
        return made;
    }

    /** By the source's name; files, Tealium pairs and Snowplow applications have none. */
    Map<String, String> all() {
        return all;
    }

    private static boolean needsKey(Source source) {
        return switch (source.kind()) {
            case WEB, SERVER, SEGMENT -> true;
            case TEALIUM, SNOWPLOW, FILE -> false;
        };
    }

    private static String newKey(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> read(Path file) {
        try {
            return Files.exists(file)
                    ? JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, String>>() {})
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void write(Map<String, String> made, Path file) {
        try {
            WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(made));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
