package io.pharos.server.http;

import io.pharos.server.access.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface described as OpenAPI 3.1, made from the routes themselves; schemas stand in a file beside this class. */
final class OpenApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RouteTable table;
    private final String version;

    OpenApi(RouteTable table, String version) {
        this.table = table;
        this.version = version;
    }

    Buffer document() {
        return Json.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("openapi", "3.1.0");
            json.writeName("info");
            json.writeStartObject();
            json.writeStringProperty("title", "Pharos");
            json.writeStringProperty("version", version);
            json.writeStringProperty("description", "Events in, profiles out. Errors are RFC 9457 problem documents.");
            json.writeEndObject();
            json.writeName("paths");
            paths(json);
            json.writeName("components");
            components(json);
            json.writeEndObject();
        });
    }

    private void paths(JsonGenerator json) {
        var byPath = new TreeMap<String, List<Route>>();
        for (var route : table.routes()) {
            byPath.computeIfAbsent(route.template(), _ -> new ArrayList<>()).add(route);
        }
        json.writeStartObject();
        byPath.forEach((path, routes) -> {
            json.writeName(path);
            json.writeStartObject();
            for (var route : routes) {
                for (var method : route.methods()) {
                    json.writeName(method.name().toLowerCase(Locale.ROOT));
                    operation(route, method, json);
                }
            }
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void operation(Route route, HttpMethod method, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("operationId", operationId(route, method));
        json.writeStringProperty("summary", route.summary());
        json.writeName("tags");
        json.writeStartArray();
        json.writeString(route.scope().word());
        json.writeEndArray();
        json.writeStringProperty("x-scope", route.scope().word());
        json.writeStringProperty("x-role", route.role().word());
        json.writeName("security");
        json.writeStartArray();
        if (route.role() != Role.PUBLIC) {
            requirement("key", json);
            requirement("session", json);
        }
        json.writeEndArray();
        json.writeName("parameters");
        json.writeStartArray();
        route.variables().forEach(name -> parameter(name, "path", true, "", json));
        route.parameters().forEach(each -> parameter(each.name(), "query", each.required(), each.description(), json));
        json.writeEndArray();
        if ((method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) && route.body() != Route.Body.NONE) {
            requestBody(route, json);
        }
        json.writeName("responses");
        responses(route, json);
        json.writeEndObject();
    }

    private static String operationId(Route route, HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT)
                + route.path().template().replaceAll("[{}*]", "").replaceAll("[^A-Za-z0-9]+", "_");
    }

    private static void requirement(String scheme, JsonGenerator json) {
        json.writeStartObject();
        json.writeName(scheme);
        json.writeStartArray();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void parameter(String name, String in, boolean required, String description, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("in", in);
        json.writeBooleanProperty("required", required);
        if (!description.isEmpty()) {
            json.writeStringProperty("description", description);
        }
        json.writeName("schema");
        json.writeStartObject();
        json.writeStringProperty("type", "string");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void requestBody(Route route, JsonGenerator json) {
        var mediaType = route.body() == Route.Body.STREAM ? "application/octet-stream" : "application/json";
        json.writeName("requestBody");
        json.writeStartObject();
        json.writeName("content");
        json.writeStartObject();
        json.writeName(mediaType);
        json.writeStartObject();
        if (!route.bodySchema().isEmpty()) {
            json.writeName("schema");
            reference(route.bodySchema(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void responses(Route route, JsonGenerator json) {
        var answers = new LinkedHashMap<Integer, Route.Answer>();
        route.answers().forEach(answer -> answers.put(answer.status(), answer));
        if (route.role() != Role.PUBLIC) {
            answers.putIfAbsent(401, problem(401, "No key and no session that is known."));
            answers.putIfAbsent(403, problem(403, "It needs another role."));
        }
        json.writeStartObject();
        answers.forEach((status, answer) -> {
            json.writeName(Integer.toString(status));
            json.writeStartObject();
            json.writeStringProperty("description", answer.description());
            if (!answer.mediaType().isEmpty()) {
                content(answer, json);
            }
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static Route.Answer problem(int status, String description) {
        return new Route.Answer(status, ProblemDocument.MEDIA_TYPE, "Problem", description);
    }

    private static void content(Route.Answer answer, JsonGenerator json) {
        json.writeName("content");
        json.writeStartObject();
        json.writeName(answer.mediaType());
        json.writeStartObject();
        if (!answer.schema().isEmpty()) {
            json.writeName("schema");
            reference(answer.schema(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void reference(String schema, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("$ref", "#/components/schemas/" + schema);
        json.writeEndObject();
    }

    private static void components(JsonGenerator json) {
        json.writeStartObject();
        json.writeName("securitySchemes");
        json.writeStartObject();
        scheme("key", Map.of("type", "http", "scheme", "bearer"), json);
        scheme("session", Map.of("type", "apiKey", "in", "cookie", "name", "pharos_session"), json);
        json.writeEndObject();
        json.writeName("schemas");
        JSON.writeTree(json, schemas());
        json.writeEndObject();
    }

    private static void scheme(String name, Map<String, String> properties, JsonGenerator json) {
        json.writeName(name);
        json.writeStartObject();
        new TreeMap<>(properties).forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static JsonNode schemas() {
        try (var stream = OpenApi.class.getResourceAsStream("schemas.json")) {
            if (stream == null) {
                throw new IllegalStateException("schemas.json is missing from the jar");
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("reading schemas.json from the jar", e);
        }
    }
}
