package io.pharos.cli.demo;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request that a client of the shop makes. */
record Call(String path, Map<String, String> headers, String body) {
    static final JsonMapper JSON = new JsonMapper();

    Call {
        headers = Map.copyOf(headers);
    }

    static Call post(String path, Map<String, String> headers, ObjectNode body) {
        return new Call(path, headers, JSON.writeValueAsString(body));
    }
}
