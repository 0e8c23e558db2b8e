package io.pharos.server;

import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request that carries the files of a workspace.
 *
 * @param base the number of the version that they were made from
 * @param note empty if there is none
 */
record WorkspaceBody(SortedMap<String, String> files, long base, String note, boolean fire) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_NOTE = 10_000;

    /** @throws Refusal if something in it is missing, or of another kind than expected */
    static WorkspaceBody read(Call call) {
        var body = json(call);
        var note = body.path("note");
        var fire = body.path("fire");
        if (!body.path("base").isIntegralNumber()) {
            throw wrong("base", body.path("base"), "the number of the version that the files were made from");
        }
        if (!note.isMissingNode() && (!note.isString() || note.stringValue().length() > LONGEST_NOTE)) {
            throw wrong("note", note, "a text of at most " + LONGEST_NOTE + " characters");
        }
        if (!fire.isMissingNode() && !fire.isBoolean()) {
            throw wrong("fire", fire, "true or false");
        }
        return new WorkspaceBody(
                files(body.path("files")), body.path("base").asLong(), note.asString(""), fire.asBoolean(false));
    }

    private static JsonNode json(Call call) {
        try {
            var body = JSON.readTree(call.body().getBytes());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw Refusal.of(
                ProblemType.NOT_JSON,
                "Expected {\"files\": {\"workspace.yaml\": \"…\"}, \"base\": 1, \"note\": \"…\"}.");
    }

    private static SortedMap<String, String> files(JsonNode node) {
        var files = new TreeMap<String, String>();
        if (!node.isObject() || node.isEmpty()) {
            throw wrong("files", node, "an object of texts by the names of their files");
        }
        node.forEachEntry((name, text) -> {
            if (!text.isString()) {
                throw wrong("files." + name, text, "the text of the file");
            }
            if (!(name.endsWith(".yaml") || name.endsWith(".yml")) || name.startsWith("/") || name.contains("..")) {
                throw wrong("files", name, "names relative to the workspace's folder that end in .yaml or .yml");
            }
            files.put(name, text.stringValue());
        });
        return files;
    }

    private static Refusal wrong(String field, Object found, String expected) {
        var text = String.valueOf(found);
        return Refusal.of(
                ProblemType.BAD_REQUEST,
                field + ": found " + (text.isEmpty() ? "nothing" : text.substring(0, Math.min(100, text.length())))
                        + ", expected " + expected + ".");
    }
}
