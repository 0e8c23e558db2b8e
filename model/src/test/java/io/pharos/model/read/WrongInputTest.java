package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table of mistakes and what is said about each, word for word. It stands in {@code wrong.txt}: a title, what was
 * written, and below {@code =>} all problems.
 */
final class WrongInputTest {

    record Case(String title, String yaml, String problems) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var table = WrongInputTest.class.getResourceAsStream("wrong.txt")) {
            var text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^== ")).skip(1).map(WrongInputTest::parse).toList().stream();
        }
    }

    private static Case parse(String text) {
        var title = text.lines().findFirst().orElseThrow();
        var parts = text.substring(title.length() + 1).split("(?m)^=>\n");
        return new Case(title, parts[0], parts.length > 1 ? parts[1].strip() : "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMistakeIsNamedAtItsPlace(Case mistake) {
        assertThat(said(mistake)).isEqualTo(mistake.problems());
    }

    private static String said(Case mistake) {
        List<String> lines = new ArrayList<>();
        for (Problem problem : Reading.problems(mistake.yaml())) {
            lines.add(problem.code().replace("definition.", "") + " " + problem);
        }
        return lines.stream().collect(Collectors.joining("\n"));
    }

    /** Prints the table with what is said now, to be read and compared by a person. */
    public static void main(String[] arguments) throws IOException {
        cases().forEach(mistake -> System.out.println(
                "== " + mistake.title() + "\n" + mistake.yaml().strip() + "\n=>\n" + said(mistake) + "\n"));
    }
}
