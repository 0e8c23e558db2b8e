package io.pharos.collect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a page posts as a form, in either of the two encodings that browsers have for one. Never refused. */
final class Form {
    private static final String LINE_END = "\r\n";
    private static final String EMPTY_LINE = LINE_END + LINE_END;
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
        var fields = new ArrayList<Map.Entry<String, String>>();
        var end = text.indexOf(LINE_END);
        var boundary = end < 0 ? text : text.substring(0, end);
        for (var part : (LINE_END + text).split(Pattern.quote(LINE_END + boundary))) {
            var head = part.indexOf(EMPTY_LINE);
            var name = NAME.matcher(head < 0 ? "" : part.substring(0, head));
            if (name.find()) {
                fields.add(Map.entry(name.group(1), part.substring(head + EMPTY_LINE.length())));
            }
        }
        return fields;
    }
}
