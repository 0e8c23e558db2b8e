package io.pharos.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of an address behind the question mark. Never refused: what is no valid escape stays as it was sent. */
final class QueryString {
    private QueryString() {}

    /** Decoded names and values in the order sent; a plus is a blank. */
    static List<Map.Entry<String, String>> parse(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        var parameters = new ArrayList<Map.Entry<String, String>>();
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(Map.entry(decode(name), decode(value)));
        }
        return parameters;
    }

    private static String decode(String encoded) {
        var text = encoded.replace('+', ' ');
        return Percent.decode(text).orElse(text);
    }
}
