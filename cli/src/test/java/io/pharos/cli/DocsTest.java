package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what Pharos takes, and its links lead somewhere. */
final class DocsTest {
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    @TempDir
    private Path folder;

    private record Example(Path page, int line, String yaml) {
        @Override
        public String toString() {
            return page.getFileName() + ", line " + line;
        }
    }

    static List<Path> pages() throws IOException {
        try (var docs = Files.list(Checkout.root().resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
                                    .map(Checkout.root()::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    static List<Example> examples() throws IOException {
        return pages().stream().flatMap(DocsTest::examples).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAWorkspaceWhoseTestsPass(Example example) throws IOException {
        var named = example.yaml().startsWith("workspace:") ? example.yaml() : "workspace: docs\n" + example.yaml();
        Files.writeString(folder.resolve("example.yaml"), named);
        assertThat(run("validate")).isEqualTo("0 ");
        if (named.contains("\ntests:")) {
            assertThat(run("test")).isEqualTo("0 ");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(4);
    }

    /** The exit code, and what was said if it is not 0 or a warning was given. */
    private String run(String command) {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        var exit = Main.commandLine().setOut(writer).setErr(writer).execute(command, folder.toString());
        var good = exit == 0 && !said.toString().contains("warning");
        return exit + " " + (good ? "" : said.toString());
    }

    private static Stream<Example> examples(Path page) {
        try {
            var text = Files.readString(page);
            return YAML.matcher(text).results().map(block -> new Example(page, line(text, block), block.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int line(String text, MatchResult block) {
        return (int) text.substring(0, block.start()).lines().count() + 1;
    }
}
