package io.pharos.collect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests for tests. */
final class Requests {
    private Requests() {}

    static Request post(Protocol protocol, byte[] body, Map<String, String> headers) {
        return new Request(protocol, Map.of(), List.of(), headers(headers), body, false, Optional::empty);
    }

    static Request post(Protocol protocol, String body, Map<String, String> headers) {
        return post(protocol, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Request get(Protocol protocol, List<Map.Entry<String, String>> query) {
        return new Request(protocol, Map.of(), query, headers(Map.of()), new byte[0], false, Optional::empty);
    }

    static Request.Headers headers(Map<String, String> headers) {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return anyCase::get;
    }
}
