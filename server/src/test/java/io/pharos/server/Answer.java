package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server said to one request. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    Answer {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Empty if there is none of that name. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    List<JsonNode> lines() {
        return text().lines().map(JsonMapper.shared()::readTree).toList();
    }

    /** The text at a JSON pointer, such as {@code /results/0/status}; empty if nothing is there. */
    String at(String pointer) {
        var node = json().at(pointer);
        return node.isMissingNode() ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    /** Fails unless this is a problem document of that kind, complete and consistent with the status. */
    Answer isProblem(int status, String code) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(at("/type")).isEqualTo("/problems/" + code);
        assertThat(at("/status")).isEqualTo(Integer.toString(status));
        assertThat(at("/title")).isNotBlank();
        assertThat(at("/detail")).isNotBlank();
        return this;
    }

    Answer isOk() {
        assertThat(status()).as(text()).isEqualTo(200);
        return this;
    }
}
