package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say and answer to people who mistype, and to files that are not what they should be. */
final class CommandsTest {
    private static final String MIXED = """
            {"event":"purchase","visitor":"ada","time":"2026-01-01T00:00:00Z","attributes":{"order_value":5}}
            {"event":5}
            not json
            {"event":"purchase","visitor":"bob","tme":"2026-01-01T00:00:00Z"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("mixed.jsonl"), MIXED);
        Files.writeString(folder.resolve("hopeless.jsonl"), "not json\nneither this\n");
        Files.writeString(folder.resolve("empty.jsonl"), "");
        Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
        Files.createDirectories(folder.resolve("nothing"));
        Files.writeString(
                folder.resolve("broken.yaml"), "workspace: x\nsegments:\n  s: { if: { spent: { is: 1 } } }\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    validate                                              | 2 | Missing required parameter: 'DIR'
                    validate HERE/nowhere                                 | 2 | nowhere does not exist; expected a folder of YAML files, or one file
                    validate HERE/nothing                                 | 1 | a folder without YAML files, expected files that end in .yaml or .yml
                    validate HERE/broken.yaml                             | 1 | broken.yaml:3:14
                    test HERE/nowhere                                     | 2 | nowhere does not exist
                    test HERE/broken.yaml                                 | 1 | broken.yaml:3:14
                    replay HERE/mixed.jsonl                               | 2 | Missing required option: '--workspace=DIR'
                    replay --workspace SHOP                               | 2 | Missing required parameter: 'EVENTS'
                    replay --workspace HERE/nowhere HERE/mixed.jsonl      | 2 | nowhere does not exist
                    replay --workspace HERE/broken.yaml HERE/mixed.jsonl  | 1 | broken.yaml:3:14
                    replay --workspace SHOP HERE/nowhere.jsonl            | 2 | nowhere.jsonl does not exist; expected a file of events
                    replay --workspace SHOP HERE/nothing                  | 2 | nothing is a folder; expected a file of events
                    replay --workspace SHOP --source till HERE/rows.csv   | 2 | found no column "invoice_date"
                    replay --workspace SHOP --source nope HERE/rows.csv   | 2 | no source "nope"; it has website, app, landing_pages, trackers, till
                    replay --workspace SHOP --until noon HERE/mixed.jsonl | 2 | --until is "noon"; expected a time such as
                    replay --workspace SHOP HERE/hopeless.jsonl           | 2 | nothing could be used: all 2 rows were rejected
                    replay --workspace SHOP HERE/empty.jsonl              | 0 | 0 events, 0 duplicates, 0 rejected rows, 0 profiles
                    replay --workspace SHOP --export HERE/no/x HERE/mixed.jsonl | 2 | there is no folder
                    replay --workspace SHOP --export HERE HERE/mixed.jsonl | 2 | is a folder; expected a file to write
                    import --server http://localhost:1 HERE/mixed.jsonl   | 2 | Missing required option: '--source=NAME'
                    import --server http://localhost:1 --source till HERE/nowhere.csv | 2 | nowhere.csv does not exist
                    plan HERE/mixed.jsonl                                 | 2 | Missing required option: '--server=URL'
                    plan HERE/nowhere --server http://localhost:1         | 2 | nowhere does not exist
                    plan HERE/broken.yaml --server http://localhost:1     | 1 | broken.yaml:3:14
                    plan SHOP --server http://localhost:1 --sample 0      | 2 | --sample is "0"; expected a number of visitors from 1, or all
                    plan SHOP --server http://localhost:1 --days 367      | 2 | --days is 367; expected a number from 1 to 366
                    export profiles                                       | 2 | (--server=URL | --data=DIR)
                    export segments --data HERE                           | 2 | expected one of [PROFILES] (case-insensitive) but was 'segments'
                    export profiles --data HERE                           | 1 | is no data folder of a Pharos server
                    export profiles --data HERE --until noon              | 2 | --until is "noon"; expected a time such as
                    backup --server http://localhost:1                    | 2 | Missing required parameter: 'TO'
                    backup HERE/b.zip                                     | 2 | Missing required option: '--server=URL'
                    backup --server http://localhost:1 HERE/rows.csv      | 2 | rows.csv is there already; expected the name of a new file
                    backup --server http://localhost:1 HERE/no/b.zip      | 2 | there is no folder
                    restore HERE/b.zip --data HERE/d                      | 2 | b.zip does not exist; expected a backup
                    restore HERE/rows.csv --data HERE/d                   | 1 | rows.csv is no backup, or only the beginning of one
                    restore HERE/rows.csv --data HERE                     | 1 | is not empty
                    verify                                                | 2 | Missing required option: '--data=DIR'
                    verify --data HERE                                    | 1 | is no data folder of a Pharos server
                    serve --port 65536                                    | 2 | --port is 65536; expected a number from 0 to 65535
                    serve --port http                                     | 2 | 'http' is not an int
                    serve --workspace HERE/nowhere                        | 2 | nowhere does not exist
                    serve --port 0 --data HERE/empty.jsonl                | 1 | empty.jsonl is no folder
                    serve --port 0 --data HERE/d --workspace HERE/broken.yaml | 1 | broken.yaml:3:14
                    serve --port 0 --data HERE/d --host nowhere.invalid   | 1 | Cannot listen at nowhere.invalid:0: there is no address of that name
                    """)
    void saysWhatItFoundAndWhatItExpected(String call, int code, String said) {
        var outcome = Cli.run(Arrays.stream(call.split(" "))
                .map(word -> word.replace("HERE", folder.toString()).replace("SHOP", shop()))
                .toArray());
        assertThat(outcome.said()).contains(said).doesNotContain("Exception", "\tat ", "should not have happened");
        assertThat(outcome.code()).as(outcome.said()).isEqualTo(code);
    }

    @Test
    void rowsThatCannotBeUsedAreToldAndPassedOver() throws IOException {
        var profiles = folder.resolve("profiles.jsonl");
        var outcome = Cli.run("replay", "--workspace", shop(), "--export", profiles, folder.resolve("mixed.jsonl"));
        assertThat(outcome.code()).isZero();
        assertThat(outcome.said())
                .contains("mixed.jsonl: line 2, event.event: found 5 (number), expected text.")
                .contains("mixed.jsonl: line 3, column 1: found Unrecognized token 'not'")
                .contains("mixed.jsonl: line 4, event.tme: found the unknown key \"tme\"", "Did you mean \"time\"?")
                .contains("1 events, 0 duplicates, 3 rejected rows, 1 profiles");
        assertThat(Files.readAllLines(profiles)).hasSize(1).first().asString().startsWith("{\"id\":\"anonymous:ada\"");
    }

    @Test
    void aPackedFileIsReadAsItsContent() throws IOException {
        var packed = folder.resolve("mixed.jsonl.gz");
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(folder.resolve("mixed.jsonl"), to);
        }
        assertThat(replayed(List.of(packed))).isEqualTo(replayed(List.of(folder.resolve("mixed.jsonl"))));
    }

    @Test
    void aFileGivenTwiceCountsOnce() throws IOException {
        var file = folder.resolve("mixed.jsonl");
        Files.writeString(file, MIXED.replace("{\"event\":\"purchase\"", "{\"id\":\"e1\",\"event\":\"purchase\""));
        assertThat(replayed(List.of(file, file))).isEqualTo(replayed(List.of(file)));
    }

    private String replayed(List<Path> files) throws IOException {
        var profiles = folder.resolve("replayed.jsonl");
        var arguments = new ArrayList<Object>(List.of("replay", "--workspace", shop(), "--export", profiles));
        arguments.addAll(files);
        assertThat(Cli.run(arguments.toArray()).code()).isZero();
        return Files.readString(profiles);
    }

    private static String shop() {
        return Checkout.root().resolve("examples/shop").toString();
    }
}
