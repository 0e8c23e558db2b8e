package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code pharos replay} says, and what it takes. */
final class ReplayCommandTest {
    private static final String TILL = """
            sources:
              till: { kind: file, format: csv, time: { column: day, format: yyyy-MM-dd }, event: order, identify: who }
            attributes:
              spent: { type: number, enrichments: [ { increase: { by: amount } } ] }
            """;

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    private Path export;

    @BeforeEach
    void setUp() {
        export = folder.resolve("profiles.jsonl");
    }

    @Test
    void valuesThatCannotBeUsedAreTold() throws IOException {
        assertThat(replay(TILL, file("a.csv", "day,who,amount\n2026-03-01,ada,\"1,5\"\n2026-03-02,ada,2\n")))
                .isZero();
        assertThat(said.toString())
                .contains("of 2026-03-01T00:00:00.000Z: attributes.amount: found \"1,5\" (text), expected a number.")
                .contains("1 value could not be used");
        assertThat(Files.readString(export)).contains("\"spent\":2");
    }

    @Test
    void theOnlySourceOfCsvNeedNotBeNamed() throws IOException {
        var rows = file("a.csv", "day,who,amount\n2026-03-01,ada,2\n");
        var event = file("b.jsonl", """
                {"time":"2026-03-02T10:00:00Z","event":"order","visitor":"ada","attributes":{"amount":3}}
                """);
        assertThat(replay(TILL, rows, event)).isZero();
        assertThat(Files.readString(export)).contains("\"spent\":5");
    }

    @Test
    void rowsWithoutAClearSourceAreRefused() throws IOException {
        var second = TILL.replace(
                "attributes:",
                "  desk: { kind: file, format: csv, time: { column: day, format:"
                        + " yyyy-MM-dd }, event: order, identify: who }\nattributes:");
        assertThat(replay(second, file("a.csv", "day,who\n"))).isEqualTo(2);
        assertThat(said.toString()).contains("say with --source which source maps them, one of: till, desk");
    }

    @Test
    void rowsOfAWorkspaceThatMapsNoneAreRefused() throws IOException {
        assertThat(replay("sources: { website: { kind: web } }\n", file("a.csv", "day,who\n")))
                .isEqualTo(2);
        assertThat(said.toString()).contains("holds rows; the workspace has no source of kind file that maps CSV");
    }

    @Test
    void aFolderAndDamagedGzipAreNamed() throws IOException {
        assertThat(replay(TILL, folder)).isEqualTo(2);
        assertThat(said.toString()).contains(folder + " is a folder; expected a file");
        var damaged = Files.write(folder.resolve("cut.jsonl"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertThat(replay(TILL, damaged)).isEqualTo(1);
        assertThat(said.toString()).contains(damaged + ": damaged gzip: ");
    }

    private int replay(String definitions, Path... events) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "replay", "--workspace", file("shop.yaml", definitions).toString(), "--export", export.toString()));
        List.of(events).forEach(file -> arguments.add(file.toString()));
        return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments.toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
