package io.pharos.server.http;

import io.pharos.model.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * A refusal as RFC 9457 wants it.
 *
 * @param detail what was wrong with this very request
 * @param problems where, found, expected and hint, for definitions and events
 */
public record ProblemDocument(ProblemType type, String detail, List<Problem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDocument {
        problems = List.copyOf(problems);
    }

    public static ProblemDocument of(ProblemType type, String detail) {
        return new ProblemDocument(type, detail, List.of());
    }

    public Buffer toJson() {
        return Json.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", type.path());
            json.writeStringProperty("title", type.title());
            json.writeNumberProperty("status", type.status());
            json.writeStringProperty("detail", detail);
            if (!problems.isEmpty()) {
                json.writeName("problems");
                write(problems, json);
            }
            json.writeEndObject();
        });
    }

    /** For those who want to go there; events have neither files nor lines. */
    private static void place(Problem.Place place, JsonGenerator json) {
        if (!place.file().isEmpty()) {
            json.writeStringProperty("file", place.file());
            json.writeNumberProperty("line", place.line());
            json.writeNumberProperty("column", place.column());
            json.writeStringProperty("path", place.path());
        }
    }

    /** A list of problems as all answers write it. */
    public static void write(List<Problem> problems, JsonGenerator json) {
        json.writeStartArray();
        for (var problem : problems) {
            json.writeStartObject();
            json.writeStringProperty("code", problem.code());
            json.writeStringProperty("where", problem.place().toString());
            place(problem.place(), json);
            json.writeStringProperty("found", problem.found());
            json.writeStringProperty("expected", problem.expected());
            json.writeStringProperty("hint", problem.hint());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
