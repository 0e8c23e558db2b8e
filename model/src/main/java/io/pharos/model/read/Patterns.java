package io.pharos.model.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Reads patterns of texts in RE2 syntax, none of which can take long. */
final class Patterns {
    private static final int LONGEST = 500;
    private static final int LARGEST = 10_000;

    private final Problems problems;

    Patterns(Problems problems) {
        this.problems = problems;
    }

    Optional<Pattern> compile(String text, Yaml node, boolean ignoreCase, boolean multiline) {
        if (text.length() > LONGEST) {
            problems.add(Code.LIMIT, node.spot(), text.length() + " characters", "a pattern of at most " + LONGEST);
            return Optional.empty();
        }
        if (PatternSize.of(text) > LARGEST) {
            var expected = "a pattern of at most " + LARGEST + " letters when its repetitions are written out";
            problems.add(Code.LIMIT, node.spot(), Shown.found(node), expected);
            return Optional.empty();
        }
        try {
            var flags = (ignoreCase ? Pattern.CASE_INSENSITIVE : 0) | (multiline ? Pattern.MULTILINE : 0);
            return Optional.of(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            problems.wrongType(node, "a pattern in RE2 syntax", "RE2 says: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
