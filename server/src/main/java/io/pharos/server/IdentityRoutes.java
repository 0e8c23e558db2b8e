package io.pharos.server;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Nearest;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is who, where people know better than events. */
final class IdentityRoutes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORM = "{\"from\": {\"kind\": \"…\", \"value\": \"…\"}}";

    private final Host host;

    IdentityRoutes(Host host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(Route.post(Persons.PATH + "/unlink")
                .summary(
                        "Take two identifiers apart for good, whatever events say or said. What followed from their being"
                                + " one person is undone, but for actions that have left.")
                .needs(Scope.PROFILES_WRITE, Role.EDITOR)
                .takes("Unlink")
                .answers(200, "application/json", "Unlinked", "They are apart, unless others still connect them.")
                .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body does not name another identifier.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "Nobody is known by one of the two.")
                .by(this::unlink));
    }

    private void unlink(Call call) {
        var from = from(call);
        var one = identifier(call.variable("kind"), call.variable("value"));
        var other = identifier(text(from, "kind"), text(from, "value"));
        if (one.equals(other)) {
            throw Refusal.of(ProblemType.BAD_REQUEST, "Both are " + one + "; expected two different identifiers.");
        }
        Stream.of(one, other).forEach(this::requireNotShared);
        var known = host.profile(one).thenCombine(host.profile(other), (left, right) -> {
            requireKnown(one, left.isPresent());
            requireKnown(other, right.isPresent());
            return true;
        });
        call.when(known.thenCompose(_ -> host.unlink(one, other)), path -> call.json(json -> write(path, json)));
    }

    private static JsonNode from(Call call) {
        JsonNode body;
        try {
            body = JSON.readTree(call.body().getBytes());
        } catch (JacksonException unreadable) {
            throw Refusal.of(ProblemType.NOT_JSON, "Expected " + FORM + ". " + unreadable.getOriginalMessage());
        }
        if (!body.isObject()) {
            throw Refusal.of(ProblemType.BAD_REQUEST, "The body is no JSON object; expected " + FORM + ".");
        }
        refuseOthers(body, List.of("from"), "");
        var from = body.path("from");
        if (!from.isObject()) {
            var found = from.isMissingNode() ? "missing" : from.toString();
            throw Refusal.of(ProblemType.BAD_REQUEST, "from is " + found + "; expected " + FORM + ".");
        }
        refuseOthers(from, List.of("kind", "value"), "from.");
        return from;
    }

    private static void refuseOthers(JsonNode object, List<String> known, String where) {
        for (var name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The body has " + where + name + "; expected " + FORM + ". " + Nearest.hint(name, known));
            }
        }
    }

    private static String text(JsonNode from, String field) {
        var node = from.path(field);
        if (!node.isString()) {
            var found = node.isMissingNode() ? "missing" : node.toString();
            throw Refusal.of(ProblemType.BAD_REQUEST, "from." + field + " is " + found + "; expected a text.");
        }
        return node.stringValue();
    }

    private Identifier identifier(String kind, String value) {
        var workspace = host.workspace();
        var kinds = Stream.concat(
                        Stream.of(Identifier.ANONYMOUS),
                        workspace.identifiers().stream().map(IdentifierKind::name))
                .toList();
        if (!kinds.contains(kind)) {
            throw Refusal.of(
                    ProblemType.UNKNOWN_PROFILE,
                    "\"" + kind + "\" is no kind of identifier of this workspace; expected one of "
                            + String.join(", ", kinds) + ".");
        }
        return new Identification(workspace)
                .identifier(kind, value)
                .orElseThrow(() -> Refusal.of(
                        ProblemType.UNKNOWN_PROFILE, "\"" + value + "\" is nobody's " + kind + ": it names no one."));
    }

    /** A device that people share is nobody's, so there is nothing to take apart. */
    private void requireNotShared(Identifier identifier) {
        if (new Identification(host.workspace()).switches() && identifier.kind().equals(Identifier.ANONYMOUS)) {
            throw Refusal.of(
                    ProblemType.BAD_REQUEST,
                    identifier
                            + " is a device, which people share in this workspace: it belongs to whoever uses it, and is"
                            + " linked with nobody.");
        }
    }

    private static void requireKnown(Identifier identifier, boolean isKnown) {
        if (!isKnown) {
            throw Persons.nobody(identifier, Optional.empty());
        }
    }

    private static void write(List<Identifier> path, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("path");
        json.writeStartArray();
        for (var identifier : path) {
            json.writeStartObject();
            json.writeStringProperty("kind", identifier.kind());
            json.writeStringProperty("value", identifier.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
