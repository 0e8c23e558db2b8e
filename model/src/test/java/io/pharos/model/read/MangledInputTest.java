package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands where something else should, it is reported and the reading goes on. */
final class MangledInputTest {
    private static final Pattern WORD = Pattern.compile("[\\w.%-]+|\\[[^\\[\\]]*]|\\{[^{}]*}");
    private static final List<String> INSTEAD = List.of(
            "[]",
            "{}",
            "~",
            "\"\"",
            "5",
            "true",
            "x",
            "2d",
            "event.x",
            "visitor.x",
            "identifier.x",
            "[x]",
            "{ x: y }",
            "{ value: x }",
            "{ attribute: x }",
            "where",
            "did",
            "{ event: x }",
            "now",
            "1e400",
            "100%");
    private static final int MISTAKES = 200;

    static LongStream seeds() {
        return new Random().longs(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingNeverFails(long seed) throws IOException {
        var random = new Random(seed);
        var cases = WrongInputTest.cases().toList();
        for (var i = 0; i < MISTAKES; i++) {
            var text = cases.get(random.nextInt(cases.size())).yaml();
            for (var mangled = random.nextInt(3); mangled >= 0; mangled--) {
                text = mangled(text, random);
            }
            assertThat(read(text)).isNotNull();
        }
    }

    private static Object read(String text) {
        try {
            return Reading.parse(text);
        } catch (RuntimeException e) {
            return fail("reading failed on\n" + text, e);
        }
    }

    private static String mangled(String text, Random random) {
        var words = WORD.matcher(text).results().toList();
        if (words.isEmpty()) {
            return text;
        }
        var word = words.get(random.nextInt(words.size()));
        return text.substring(0, word.start())
                + INSTEAD.get(random.nextInt(INSTEAD.size()))
                + text.substring(word.end());
    }
}
