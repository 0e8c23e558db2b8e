package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.server.Server;
import io.pharos.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main way through the console, walked in a real browser with everything that is served to it being real. */
final class ConsoleJourneyTest {
    private static final String PASSWORD = "a password for the journey";
    private static final long MOST_MINUTES = 5;

    @TempDir
    private Path data;

    @Test
    void everyScreenWorksWideAndSmallInLightAndDark() throws IOException, InterruptedException {
        var console = Checkout.root().resolve("ui");
        var chromium = Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        assumeTrue(Files.isExecutable(chromium), "needs a browser: install Debian's chromium, or name one in CHROMIUM");
        assumeTrue(
                Files.isDirectory(console.resolve("node_modules/playwright-core")),
                "needs what npm installs: build without -Dskip.ui first");

        var settings = ServerSettings.of(
                ServerSettings.DEFAULT_HOST,
                0,
                data,
                Optional.of(Checkout.root().resolve("examples/shop")),
                Map.of("PHAROS_ADMIN_PASSWORD", PASSWORD));
        try (var server = Server.start(settings)) {
            var output = Files.createTempFile(data, "journey", ".log");
            var journey = new ProcessBuilder("node", "journey/journey.mjs")
                    .directory(console.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            journey.environment().put("PHAROS_URL", server.address().toString());
            journey.environment().put("PHAROS_ADMIN_PASSWORD", PASSWORD);
            journey.environment().put("CHROMIUM", chromium.toString());

            var walk = journey.start();
            try {
                var ended = walk.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
                assertThat(ended ? walk.exitValue() : "still walking after " + MOST_MINUTES + " minutes")
                        .as("the journey said:%n%s", Files.readString(output))
                        .isEqualTo(0);
            } finally {
                walk.destroyForcibly().waitFor();
            }
        }
    }
}
