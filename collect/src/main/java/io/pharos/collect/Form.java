package io.pharos.collect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a page posts as a form, in either of the two encodings that browsers have for one. Never refused. */
final class Form {
    private static final String LINE_END = "\r\n";
    private static final String EMPTY_LINE = LINE_END + LINE_END;
    /** Of a boundary, with the dashes before it; RFC 2046 allows 70. */
    private static final int LONGEST_BOUNDARY = 100;

    private static final int LONGEST_HEAD = 1_000;

    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:.*?[; ]name=\"([^\"]*)\"");

    private Form() {}

    /** Whether the body is JSON rather than a form: no name of a field begins so. */
    static boolean isJson(byte[] body) {
        for (var character : body) {
            if (!Character.isWhitespace(character)) {
                return character == '{' || character == '[';
            }
        }
        return false;
    }

    /** Names and values, in the order sent. */
    static List<Map.Entry<String, String>> fields(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("--") ? parts(text) : pairs(text);
    }

    private static List<Map.Entry<String, String>> pairs(String text) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (var pair : text.strip().split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                fields.add(Map.entry(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** RFC 7578; what is no part with a name is passed over. */
    private static List<Map.Entry<String, String>> parts(String text) {
        var end = text.indexOf(LINE_END);
        if (end < 0 || end > LONGEST_BOUNDARY) {
            return List.of();
        }
        var fields = new ArrayList<Map.Entry<String, String>>();
        var boundary = LINE_END + text.substring(0, end);
        for (var from = end; from >= 0 && from < text.length(); ) {
            var to = text.indexOf(boundary, from);
            part(text.substring(from, to < 0 ? text.length() : to)).ifPresent(fields::add);
            from = to < 0 ? to : to + boundary.length();
        }
        return fields;
    }

    private static Optional<Map.Entry<String, String>> part(String part) {
        var head = part.indexOf(EMPTY_LINE);
        var name = NAME.matcher(head < 0 || head > LONGEST_HEAD ? "" : part.substring(0, head));
        return name.find()
                ? Optional.of(Map.entry(name.group(1), part.substring(head + EMPTY_LINE.length())))
                : Optional.empty();
    }
}
