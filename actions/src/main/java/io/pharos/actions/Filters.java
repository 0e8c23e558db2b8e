package io.pharos.actions;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pharos.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters of our own, in place of those of the engine that would change what they are given, take regular
 * expressions, make texts of any length, or know no time zone. Given nothing, they give nothing.
 */
final class Filters {
    private static final int LONGEST_DATE_PATTERN = 100;

    private Filters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "abbreviate", filter(List.of("length"), Filters::abbreviate),
                "date", filter(List.of("format", "zone"), Filters::date),
                "join", filter(List.of("separator"), Filters::join),
                "json", filter(List.of(), (value, _, budget) -> Plain.json(value, budget)),
                "replace", filter(List.of("pairs"), Filters::replace),
                "reverse", filter(List.of(), (value, _, _) -> list(value).reversed()),
                "sort", filter(List.of(), (value, _, _) -> sorted(value)),
                "split", filter(List.of("separator"), Filters::split));
    }

    /** One of the engine's filters of texts, given a text whatever it is applied to. */
    static Filter ofText(Filter filter) {
        return new Filter() {
            @Override
            public List<String> getArgumentNames() {
                return filter.getArgumentNames();
            }

            @Override
            public @Nullable Object apply(
                    @Nullable Object value,
                    Map<String, Object> arguments,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int line) {
                if (value == null) {
                    return null;
                }
                var budget = Sandbox.budget(context);
                var text = Plain.text(value, budget);
                budget.text(text.length());
                return filter.apply(text, arguments, self, context, line);
            }
        };
    }

    /** The arguments given, by name. */
    private record Arguments(Map<String, Object> given, EvaluationContext context) {
        String text(String name) {
            if (given.get(name) == null) {
                throw new Unrenderable("a filter without its argument " + name);
            }
            return String.valueOf(given.get(name));
        }

        String textOr(String name, String otherwise) {
            return given.get(name) == null ? otherwise : text(name);
        }

        int number(String name) {
            return Plain.number(given.get(name))
                    .orElseThrow(() -> new Unrenderable("a filter whose argument " + name + " is not a number"))
                    .intValue();
        }
    }

    private interface Body {
        Object apply(Object value, Arguments arguments, Budget budget);
    }

    private static String abbreviate(Object value, Arguments arguments, Budget budget) {
        var text = Plain.text(value, budget);
        var longest = Math.max(1, arguments.number("length"));
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String date(Object value, Arguments arguments, Budget budget) {
        var pattern = arguments.text("format");
        if (pattern.length() > LONGEST_DATE_PATTERN) {
            throw new Unrenderable("a date format longer than " + LONGEST_DATE_PATTERN + " characters");
        }
        var zone = arguments.textOr("zone", Sandbox.zone(arguments.context()));
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                    .withZone(ZoneId.of(zone))
                    .format(Instant.parse(Plain.text(value, budget)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Unrenderable("a date that cannot be written as asked: " + e.getMessage());
        }
    }

    private static String join(Object value, Arguments arguments, Budget budget) {
        var separator = arguments.textOr("separator", "");
        var joined = new StringBuilder();
        var between = "";
        for (var item : list(value)) {
            var text = between + (item == null ? "" : Plain.text(item, budget));
            budget.output((long) joined.length() + text.length(), text.length());
            joined.append(text);
            between = separator;
        }
        return joined.toString();
    }

    private static String replace(Object value, Arguments arguments, Budget budget) {
        if (!(arguments.given().get("pairs") instanceof Map<?, ?> pairs)) {
            throw new Unrenderable("the filter replace without a map of what to replace, such as {\"a\": \"b\"}");
        }
        var text = Plain.text(value, budget);
        for (var pair : pairs.entrySet()) {
            var found = String.valueOf(pair.getKey());
            var by = String.valueOf(pair.getValue());
            if (!found.isEmpty()) {
                budget.text(text.length() + occurrences(text, found) * by.length());
                text = text.replace(found, by);
            }
        }
        return text;
    }

    private static long occurrences(String text, String found) {
        var count = 0L;
        for (var at = text.indexOf(found); at >= 0; at = text.indexOf(found, at + found.length())) {
            count++;
        }
        return count;
    }

    private static List<String> split(Object value, Arguments arguments, Budget budget) {
        var text = Plain.text(value, budget);
        budget.text(text.length());
        return Arrays.asList(
                Pattern.compile(arguments.text("separator"), Pattern.LITERAL).split(text));
    }

    private static List<?> sorted(Object value) {
        var items = list(value);
        return items.stream().allMatch(item -> Plain.number(item).isPresent())
                ? items.stream()
                        .sorted((left, right) -> Plain.number(left)
                                .orElseThrow()
                                .compareTo(Plain.number(right).orElseThrow()))
                        .toList()
                : items.stream()
                        .map(String::valueOf)
                        .sorted(Value.BY_CODE_POINT)
                        .toList();
    }

    /** A map's keys; a single value is a list of one. */
    private static List<?> list(Object value) {
        return switch (value) {
            case Collection<?> items -> Collections.unmodifiableList(new ArrayList<>(items));
            case Map<?, ?> map -> map.keySet().stream().collect(Collectors.toUnmodifiableList());
            default -> List.of(value);
        };
    }

    private static Filter filter(List<String> argumentNames, Body body) {
        return new Filter() {
            @Override
            public List<String> getArgumentNames() {
                return argumentNames;
            }

            @Override
            public @Nullable Object apply(
                    @Nullable Object value,
                    Map<String, Object> arguments,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int line) {
                return value == null
                        ? null
                        : body.apply(value, new Arguments(arguments, context), Sandbox.budget(context));
            }
        };
    }
}
