package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a draft would change on a running server, as a user asks for it. */
final class PlanTest {
    private static final Path SHOP = Checkout.root().resolve("examples/shop");

    @TempDir
    private Path folder;

    @Test
    void theDifferenceIsToldInNumbersOfVisitorsAndNothingIsChanged() throws IOException {
        var draft = draft();
        try (var server = PharosProcess.serve(folder.resolve("data"), SHOP)) {
            var url = server.address().toString();
            pharos(0, "import", "--server", url, "--source", "till", SHOP.resolve("data/online-retail-extract.csv.gz"));
            var before = export(url);

            var told = pharos(0, "plan", draft, "--server", url, "--sample", "all");
            assertThat(told)
                    .contains("What the draft of shop would change, as of ", ", of all visitors.")
                    .containsPattern("(?m)^\\d+ of 183 visitors would have another segment, badge or value\\.$")
                    .containsPattern("(?m)^Badges +published +draft +enter +leave$")
                    .containsPattern("(?m)^  VIP \\(vip\\) +\\d+ +\\d+ +\\+\\d+ +0$")
                    .containsPattern("(?m)^    enter: user_id:\\d+, ")
                    .contains("Actions are counted as often as they would be triggered");
            var answer = pharos(0, "plan", draft, "--server", url, "--sample", "all", "--json");
            // behind warnings, which go elsewhere than the answer
            var json = JsonMapper.shared().readTree(answer.substring(answer.indexOf("{\"")));
            assertThat(json.at("/report/sample/profiles").asInt()).isEqualTo(183);

            assertThat(export(url)).isEqualTo(before);
            assertThat(pharos(0, "plan", SHOP, "--server", url))
                    .contains("0 of 183 visitors would have another segment, badge or value.");
        }
    }

    @Test
    void aDraftWithProblemsIsToldAsValidateTellsIt() throws IOException {
        var draft = draft();
        Files.writeString(draft.resolve("more.yaml"), "segments:\n  s: { if: { spent: { is: 1 } } }\n");

        assertThat(pharos(1, "plan", draft, "--server", "http://localhost:1"))
                .isEqualTo(pharos(1, "validate", draft))
                .contains("more.yaml:2:14", "1 problem");
    }

    /** A VIP at half the spending. */
    private Path draft() throws IOException {
        var draft = Files.createDirectories(folder.resolve("draft"));
        try (var files = Files.list(SHOP)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                var changed = text.replace("{ at_least: 2000 }", "{ at_least: 1000 }");
                Files.writeString(draft.resolve(String.valueOf(file.getFileName())), changed);
            }
        }
        return draft;
    }

    private String export(String url) {
        var file = folder.resolve("profiles.jsonl");
        pharos(0, "export", "profiles", "--server", url, "--until", "2100-01-01T00:00:00Z", "--export", file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pharos(int code, Object... arguments) {
        var words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        try (var command = PharosProcess.start(Map.of(), words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }
}
