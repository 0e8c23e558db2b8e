package io.pharos.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** The example shop as it is packed beside this class: its definitions and its data. */
final class Shop {
    private static final String RESOURCE = "/shop";
    private static final String INVOICES = RESOURCE + "/data/online-retail-extract.csv.gz";

    private Shop() {}

    /** Copies the definitions into {@code folder}, over what is there. */
    static void copyDefinitions(Path folder) throws IOException {
        var packed = uri();
        if (packed.getScheme().equals("file")) {
            copyYaml(Path.of(packed), folder);
            return;
        }
        try (var jar = FileSystems.newFileSystem(packed, Map.of())) {
            copyYaml(jar.getPath(RESOURCE), folder);
        }
    }

    static Invoices invoices() throws IOException {
        try (var gzip = resource()) {
            return Invoices.read(gzip);
        }
    }

    private static void copyYaml(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from, "*.yaml")) {
            for (var file : files) {
                Files.copy(file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static URI uri() {
        try {
            return Optional.ofNullable(Shop.class.getResource(RESOURCE))
                    .orElseThrow(() -> new IllegalStateException("the example shop is not packed: no " + RESOURCE))
                    .toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream resource() {
        return Optional.ofNullable(Shop.class.getResourceAsStream(INVOICES))
                .orElseThrow(() -> new IllegalStateException("the example's data are not packed: no " + INVOICES));
    }
}
