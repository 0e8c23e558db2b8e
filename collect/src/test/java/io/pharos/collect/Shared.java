package io.pharos.collect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that stand beside the checkout: recorded requests and real data. */
final class Shared {
    private Shared() {}

    /** The file, or a skipped test that says what is missing. */
    static Path file(String name) {
        var file = checkout().resolveSibling("shared").resolve(name);
        assumeTrue(Files.exists(file), "needs " + file + ", which does not come with the sources");
        return file;
    }

    private static Path checkout() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
