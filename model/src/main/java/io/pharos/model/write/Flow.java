package io.pharos.model.write;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** YAML on one line. */
sealed interface Flow {

    /** @param written as it stands there, in quotes if need be */
    record Scalar(String written) implements Flow {
        @Override
        public String toString() {
            return written;
        }
    }

    record Items(List<Flow> items) implements Flow {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(Flow::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** In the order written. */
    record Entries(Map<String, Flow> entries) implements Flow {
        static final Entries NOTHING = new Entries(Map.of());

        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String toString() {
            if (entries.isEmpty()) {
                return "{}";
            }
            return entries.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }

        Entries and(String key, Flow value) {
            var more = new LinkedHashMap<>(entries);
            more.put(key, value);
            return new Entries(more);
        }

        Entries and(Entries others) {
            var more = new LinkedHashMap<>(entries);
            more.putAll(others.entries());
            return new Entries(more);
        }
    }

    /** What can stand without quotes, within braces as well. */
    Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./-]*( [\\p{L}\\p{N}_./-]+)*");

    /** What would be read as something else than a text. */
    Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off");

    static Entries of(String key, Flow value) {
        return Entries.NOTHING.and(key, value);
    }

    static Items list(Collection<? extends Flow> items) {
        return new Items(List.copyOf(items));
    }

    /** A text or a name. */
    static Scalar text(String text) {
        return new Scalar(PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text));
    }

    static Scalar word(Enum<?> constant) {
        return new Scalar(constant.name().toLowerCase(Locale.ROOT));
    }

    static Scalar flag(boolean set) {
        return new Scalar(Boolean.toString(set));
    }

    static Scalar plain(Object written) {
        return new Scalar(written.toString());
    }

    static Flow value(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text(text);
            case Value.Amount amount -> plain(amount);
            case Value.Flag(var set) -> flag(set);
            case Value.Moment(var at) -> plain(ValueText.time(at));
            case Value.Items(var items) -> list(items.stream().map(Flow::value).toList());
            case Value.Tags(var sorted) -> list(sorted.stream().map(Flow::text).toList());
            case Value.Tally tally -> {
                var entries = Entries.NOTHING;
                for (var entry : tally.entries()) {
                    entries = entries.and(entry.key(), plain(new Value.Amount(entry.amount())));
                }
                yield entries;
            }
            case Value.Timeline _, Value.Funnel _ ->
                throw new IllegalArgumentException("there are no constants of this type: " + value);
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029 || point == 0xFEFF) {
                quoted.append("\\u%04X".formatted(point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }
}
