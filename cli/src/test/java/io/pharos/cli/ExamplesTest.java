package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a newcomer copies first is without fault, and would say so if it were not. */
final class ExamplesTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path copy;

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Checkout.root().resolve("examples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValid(Path example) {
        assertThat(run("validate", example)).as("said: %s", said).isZero();
        assertThat(said.toString().lines().filter(line -> line.contains("warning")))
                .as("but for the one that a public view gives where people sign in on the website")
                .allMatch(line -> line.startsWith("warning: views.yaml:4:3 views.homepage: found a public view"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theTestsOfEveryExamplePass(Path example) {
        assertThat(run("test", example)).as("said: %s", said).isZero();
    }

    @Test
    void theTestsOfTheShopNoticeWhenAVipCostsAPennyMore() throws IOException {
        copyShop();
        change("badges.yaml", "at_least: 2000", "at_least: 2000.01");
        assertThat(run("test", copy)).isEqualTo(1);
        assertThat(said.toString()).contains("A visitor becomes a VIP at 2000 pounds", "badge vip");
    }

    @Test
    void aMisspeltNameInTheShopIsShownWhereItStands() throws IOException {
        copyShop();
        change("segments.yaml", "if: { order_count: { is: 1 } }", "if: { order_cuont: { is: 1 } }");
        assertThat(run("validate", copy)).isEqualTo(1);
        assertThat(said.toString()).contains("segments.yaml:6:11", "order_cuont", "order_count");
    }

    private void copyShop() throws IOException {
        try (var files = Files.newDirectoryStream(Checkout.root().resolve("examples/shop"), "*.yaml")) {
            for (var file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    private void change(String file, String from, String to) throws IOException {
        var text = Files.readString(copy.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(copy.resolve(file), text.replace(from, to));
    }

    private int run(String command, Path workspace) {
        var writer = new PrintWriter(said, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute(command, workspace.toString());
    }
}
