package io.pharos.model.read;

import java.util.stream.Collectors;

/** Nodes as messages show them, shortened. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /** What stands there, as the first half of "found … expected …". */
    static String found(Yaml node) {
        return switch (node) {
            case Yaml.Scalar scalar -> scalar.isNull() ? "nothing" : quoted(scalar.text());
            case Yaml.Sequence list -> list.items().isEmpty() ? "an empty list" : "a list";
            case Yaml.Mapping map -> map.entries().isEmpty() ? "an empty map" : "a map";
            case Yaml.Broken _ -> "something unreadable";
        };
    }

    static String quoted(String text) {
        return "\"" + shortened(text, LONGEST) + "\"";
    }

    /** As it could be written on one line. */
    static String inline(Yaml node) {
        return switch (node) {
            case Yaml.Scalar scalar -> scalar.plain() ? shortened(scalar.text(), LONGEST) : quoted(scalar.text());
            case Yaml.Sequence list ->
                list.items().stream().limit(5).map(Shown::inline).collect(Collectors.joining(", ", "[", "]"));
            case Yaml.Mapping map ->
                map.entries().stream().limit(5).map(Shown::inline).collect(Collectors.joining(", ", "{ ", " }"));
            case Yaml.Broken _ -> "…";
        };
    }

    static String inline(Yaml.Entry entry) {
        return shortened(entry.name(), LONGEST) + ": " + inline(entry.value());
    }

    static String shortened(String text, int longest) {
        var line = text.replaceAll("\\s+", " ");
        if (line.length() <= longest) {
            return line;
        }
        var end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }
}
