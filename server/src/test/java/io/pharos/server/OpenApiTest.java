package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface: that it is OpenAPI 3.1, and that it tells the truth. */
final class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    private final JsonNode document = SERVER.get("/openapi.json").isOk().json();

    @Test
    void theDocumentHasWhatTheStandardRequires() {
        assertThat(document.get("openapi").stringValue()).startsWith("3.1.");
        assertThat(document.at("/info/title").stringValue()).isNotBlank();
        assertThat(document.at("/info/version").stringValue()).isNotBlank();
        assertThat(document.get("paths").propertyNames())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).startsWith("/").doesNotContain("*"));
        assertThat(document.propertyNames()).isSubsetOf("openapi", "info", "paths", "components");
    }

    @Test
    void everyOperationIsComplete() {
        var ids = new ArrayList<String>();
        document.get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    assertThat(METHODS).contains(method);
                    ids.add(operation.get("operationId").stringValue());
                    assertThat(operation.get("summary").stringValue()).isNotBlank();
                    assertThat(operation.get("responses").propertyNames())
                            .as(path)
                            .isNotEmpty()
                            .allMatch(status -> status.matches("[1-5][0-9][0-9]"));
                    operation
                            .get("responses")
                            .forEach(answer -> assertThat(
                                            answer.get("description").stringValue())
                                    .isNotBlank());
                    assertThat(pathParameters(operation)).as(path).containsExactlyInAnyOrderElementsOf(named(path));
                }));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(document)).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void everySchemaIsUsedAndOfAKnownType() {
        var used = references(document).toList();
        document.at("/components/schemas").forEachEntry((name, schema) -> {
            assertThat(used).contains("#/components/schemas/" + name);
            types(schema).forEach(type -> assertThat(TYPES).contains(type));
        });
    }

    @Test
    void everyKeyThatProtectsIsDescribed() {
        document.get("paths")
                .forEach(item -> item.forEach(operation -> {
                    for (var requirement : operation.get("security")) {
                        requirement
                                .propertyNames()
                                .forEach(scheme -> assertThat(document.at("/components/securitySchemes")
                                                .has(scheme))
                                        .isTrue());
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/stats, Stats",
        "/api/workspace, Workspace",
        "/api/workspace/versions, Versions",
        "/api/workspace/versions/1, Version",
        "/api/workspace/refold, Refold",
        "/api/rejections, Rejections",
        "/api/deliveries, Deliveries",
        "/api/dead-letters, Deliveries",
        "/api/profiles/anonymous/ada, Profile",
        "/api/profiles/anonymous/ada/timeline, Timeline",
        "/api/profiles/anonymous/ada/timeline?kind=event, Timeline",
        "/api/profiles/anonymous/ada/why/attributes/purchases, WhyAttribute",
        "/api/profiles/anonymous/ada/why/badges/keen, WhyMember",
        "/api/profiles/anonymous/ada/why/segments/buyers, WhyMember",
        "/api/profiles/anonymous/ada/next, Coming",
        "/views/homepage?visitor=ada, View",
        "/health/live, Health",
        "/health/ready, Health",
        "/api/profiles/anonymous/nobody, Problem"
    })
    void whatIsAnsweredFitsItsSchema(String path, String schema) {
        SERVER.sends("[" + Shop.purchase("1", "ada") + ",{\"visitor\":\"ada\"}]")
                .isOk();

        var answer = SERVER.read(path).json();

        assertThat(misfits(answer, document.at("/components/schemas/" + schema), ""))
                .isEmpty();
    }

    @Test
    void theResultsOfEventsFitTheirSchema() {
        var answer = SERVER.post(
                "/api/events?view=homepage",
                "[" + Shop.purchase("1", "ada") + ",{\"visitor\":\"ada\"},{\"evnt\":1}]",
                "X-Write-Key",
                Shop.WEB_KEY);

        assertThat(misfits(answer.isOk().json(), document.at("/components/schemas/Results"), ""))
                .isEmpty();
    }

    @Test
    void aPlanFitsItsSchema() {
        SERVER.sends(Shop.purchase("1", "ada")).isOk();
        var draft =
                Shop.YAML.replace("increase: { by: 1 }", "increase: { by: 2 }").replace("at_least: 1", "at_least: 3");
        var answer = SERVER.post(
                "/api/workspace/plan",
                JsonMapper.shared().writeValueAsString(Map.of("files", Map.of("workspace.yaml", draft))),
                "Authorization",
                "Bearer " + RunningServer.ADMIN_KEY);

        assertThat(answer.isOk().at("/report/attributes/0/examples/0/draft")).isNotEmpty();
        assertThat(misfits(answer.json(), document.at("/components/schemas/Plan"), ""))
                .isEmpty();
    }

    @Test
    void aRefusalWithProblemsFitsItsSchema() {
        var answer = SERVER.sends("{");

        assertThat(misfits(answer.isProblem(400, "not-json").json(), document.at("/components/schemas/Problem"), ""))
                .isEmpty();
    }

    @Test
    void thePageToReadNamesEveryPath() {
        var page = SERVER.get("/docs").isOk();

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("/api/profiles/{kind}/{value}", "/api/events", "/views/{view}");
    }

    @Test
    void everyKindOfProblemIsExplainedWhereItsTypeLeads() {
        var type = SERVER.get("/nothing").isProblem(404, "not-found").at("/type");

        assertThat(SERVER.get(type).isOk().text()).contains("There is nothing here");
        SERVER.get("/problems/no-such-kind").isProblem(404, "not-found");
    }

    /** Where a value differs from a schema, as far as our schemas go: types, required names, items, references. */
    private List<String> misfits(JsonNode value, JsonNode schema, String place) {
        if (schema.has("$ref")) {
            return misfits(value, document.at(schema.get("$ref").stringValue().substring(1)), place);
        }
        var misfits = new ArrayList<String>();
        if (schema.has("type")
                && types(schema).findAny().isPresent()
                && ownTypes(schema).noneMatch(type -> is(type, value))) {
            misfits.add(place + " is " + value.getNodeType() + ", not " + schema.get("type"));
        }
        for (var name : schema.path("required")) {
            if (!value.has(name.stringValue())) {
                misfits.add(place + " lacks " + name);
            }
        }
        if (value.isObject()) {
            value.forEachEntry((name, part) -> {
                var known = schema.path("properties").path(name);
                if (!known.isMissingNode()) {
                    misfits.addAll(misfits(part, known, place + "/" + name));
                } else if (schema.path("additionalProperties").isObject()) {
                    misfits.addAll(misfits(part, schema.get("additionalProperties"), place + "/" + name));
                } else if (schema.has("properties") && !schema.has("additionalProperties")) {
                    misfits.add(place + "/" + name + " is not described");
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> misfits.addAll(misfits(item, schema.get("items"), place + "[]")));
        }
        return misfits;
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isNull();
        };
    }

    private static Stream<String> ownTypes(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::stringValue) : Stream.of(type.asString());
    }

    private static Stream<String> types(JsonNode schema) {
        return schema.findValues("type").stream().filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static Stream<String> references(JsonNode node) {
        return node.findValues("$ref").stream().map(JsonNode::stringValue);
    }

    private static List<String> pathParameters(JsonNode operation) {
        return operation
                .get("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").stringValue().equals("path"))
                .filter(parameter -> parameter.get("required").booleanValue())
                .map(parameter -> parameter.get("name").stringValue())
                .toList();
    }

    private static List<String> named(String path) {
        return java.util.regex.Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .results()
                .map(part -> part.group(1))
                .toList();
    }
}
