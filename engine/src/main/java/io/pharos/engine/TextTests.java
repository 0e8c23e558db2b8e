package io.pharos.engine;

import com.google.re2j.Pattern;
import io.pharos.engine.Tests.Test;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Tests of texts, and of the texts in lists, sets and tallies. */
final class TextTests {
    private final Tests tests;

    TextTests(Tests tests) {
        this.tests = tests;
    }

    /** What is looked for; null if it is missing. */
    private interface Wanted {
        @Nullable
        String text(Frame frame);
    }

    private Wanted wanted(Comparand part, boolean ignoreCase) {
        if (part instanceof Comparand.Constant(var value)) {
            var text = folded(value, ignoreCase);
            return _ -> text;
        }
        var read = tests.comparand(part);
        return frame -> {
            var found = read.value(frame);
            return found == null ? null : folded(found, ignoreCase);
        };
    }

    private static @Nullable String folded(Value value, boolean ignoreCase) {
        var text = Coercion.text(value);
        return text == null ? null : fold(text, ignoreCase);
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    static boolean equal(String a, String b, boolean ignoreCase) {
        return ignoreCase ? fold(a, true).equals(fold(b, true)) : a.equals(b);
    }

    /** The keys of tallies are looked at, too. */
    Test contains(Comparand part, boolean ignoreCase) {
        return some(wanted(part, ignoreCase), ignoreCase, true, String::contains);
    }

    Test startsWith(Comparand part, boolean ignoreCase) {
        return some(wanted(part, ignoreCase), ignoreCase, false, String::startsWith);
    }

    Test endsWith(Comparand part, boolean ignoreCase) {
        return some(wanted(part, ignoreCase), ignoreCase, false, String::endsWith);
    }

    private static Test some(Wanted wanted, boolean ignoreCase, boolean keys, BiPredicate<String, String> test) {
        return (value, frame) -> {
            var part = value == null ? null : wanted.text(frame);
            if (value == null || part == null) {
                return false;
            }
            return switch (value) {
                case Value.Tags(var sorted) -> {
                    for (var text : sorted) {
                        if (test.test(fold(text, ignoreCase), part)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Value.Items(var items) -> {
                    for (var item : items) {
                        var text = folded(item, ignoreCase);
                        if (text != null && test.test(text, part)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Value.Tally(var entries, var _) -> {
                    for (var entry : entries) {
                        if (keys && test.test(fold(entry.key(), ignoreCase), part)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> {
                    var text = folded(value, ignoreCase);
                    yield text != null && test.test(text, part);
                }
                case Value.Timeline _, Value.Funnel _ -> false;
            };
        };
    }

    /** Of a property that is a number or a flag, its text: rows of a file bring the same value as text. */
    static Test matches(Pattern pattern) {
        return (value, _) -> {
            var text = value == null ? null : Coercion.text(value);
            return text != null && pattern.matcher(text).find();
        };
    }
}
