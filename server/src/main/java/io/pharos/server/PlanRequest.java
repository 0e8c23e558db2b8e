package io.pharos.server;

import io.pharos.actions.Templates;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.PlanSettings;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A draft and what is to be found out about it.
 *
 * @param warnings what in the draft is allowed but probably not meant
 */
record PlanRequest(Workspace draft, List<Problem> warnings, PlanSettings settings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("files", "sample", "period");

    /** @throws Refusal if the body is not what is expected, or the draft has problems */
    static PlanRequest of(Call call, PlanSettings otherwise) {
        var body = object(call);
        for (var name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw wrong(name, "an unknown field", "files, sample or period");
            }
        }
        var settings = sampled(body.path("sample"), overDays(body.path("period"), otherwise));
        return switch (new WorkspaceReader().read(files(body.path("files")))) {
            case Parsed.Valid<Workspace>(var draft, var warnings) -> {
                var unsendable = Templates.check(draft);
                if (!unsendable.isEmpty()) {
                    throw refused(unsendable);
                }
                yield new PlanRequest(draft, warnings, settings);
            }
            case Parsed.Invalid<Workspace>(var problems) -> throw refused(problems);
        };
    }

    private static JsonNode object(Call call) {
        try {
            var body = JSON.readTree(call.body().getBytes());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw Refusal.of(ProblemType.NOT_JSON, "Expected {\"files\": {\"workspace.yaml\": \"…\"}}.");
    }

    private static SortedMap<String, String> files(JsonNode sent) {
        var files = new TreeMap<String, String>();
        if (!sent.isObject() || sent.isEmpty()) {
            throw wrong("files", found(sent), "an object of YAML texts by the names of their files, at least one");
        }
        sent.forEachEntry((name, text) -> {
            if (!text.isString()) {
                throw wrong("files." + name, found(text), "the text of the file");
            }
            files.put(name, text.stringValue());
        });
        return files;
    }

    private static PlanSettings sampled(JsonNode sample, PlanSettings otherwise) {
        if (sample.isMissingNode()) {
            return otherwise;
        }
        if (sample.isString() && sample.stringValue().equals("all")) {
            return otherwise.withAll();
        }
        if (sample.isInt() && sample.intValue() >= 1) {
            return otherwise.withSample(sample.intValue());
        }
        throw wrong("sample", found(sample), "a whole number of profiles from 1, or \"all\"");
    }

    private static PlanSettings overDays(JsonNode period, PlanSettings otherwise) {
        if (period.isMissingNode()) {
            return otherwise;
        }
        var days = period.path("days");
        if (period.size() == 1 && days.isInt() && days.intValue() >= 1 && days.intValue() <= PlanSettings.MOST_DAYS) {
            return otherwise.withDays(days.intValue());
        }
        throw wrong("period", found(period), "{\"days\": N} with N from 1 to " + PlanSettings.MOST_DAYS);
    }

    private static String found(JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : node.isContainer() && node.size() > 4 ? "something else" : node.toString();
    }

    private static Refusal wrong(String field, String found, String expected) {
        return Refusal.of(
                ProblemType.BAD_REQUEST,
                "The body's field " + field + ": found " + found + ", expected " + expected + ".");
    }

    private static Refusal refused(List<Problem> problems) {
        return Refusal.of(new ProblemDocument(
                ProblemType.WRONG_DEFINITIONS,
                problems.size() == 1 ? "The draft has 1 problem." : "The draft has " + problems.size() + " problems.",
                problems));
    }
}
