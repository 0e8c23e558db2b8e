package io.pharos.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that all modules stand in. */
public final class Checkout {
    private Checkout() {}

    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not inside a checkout: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
