package io.pharos.server;

import io.pharos.engine.Why;
import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import io.pharos.model.write.DefinitionText;
import io.pharos.runtime.Past.Explained;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** Why something of a profile is as it is, as the interface tells it. */
final class WhyJson {
    private final Workspace workspace;
    private final DefinitionText text;
    private final ExplanationJson explanations;
    private final long version;

    /**
     * @param shown which attributes the reader may see
     * @param version of the published definitions
     */
    WhyJson(Workspace workspace, Predicate<String> shown, long version) {
        this.workspace = workspace;
        this.text = new DefinitionText(workspace);
        this.explanations = new ExplanationJson(text, shown);
        this.version = version;
    }

    void attribute(String name, Explained<Why> explained, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("attribute", name);
        switch (explained.why()) {
            case Why.Written(var value, var writes, var earlier) -> {
                TimelineJson.value("value", value, json);
                var attribute = workspace.attributes().get(name);
                json.writeName("writes");
                json.writeStartArray();
                if (attribute != null) {
                    writes.forEach(write -> write(attribute, write, json));
                }
                json.writeEndArray();
                json.writeNumberProperty("earlier", earlier);
            }
            case Why.Derived(var value, var expression, var inputs) -> {
                TimelineJson.value("value", value, json);
                json.writeStringProperty("derive", text.derivation(expression));
                json.writeName("inputs");
                explanations.evidence(inputs, false, json);
            }
            case Why.Member member -> throw new IllegalArgumentException("no attribute: " + member);
        }
        end(explained, json);
    }

    private void write(Attribute attribute, Why.Writing write, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("cause");
        TimelineJson.cause(write.cause(), json);
        if (write.enrichment().isPresent() && attribute.definition() instanceof Definition.Written(var enrichments)) {
            var number = write.enrichment().getAsInt();
            json.writeName("enrichment");
            json.writeStartObject();
            json.writeNumberProperty("number", number + 1);
            json.writeStringProperty("text", text.enrichment(attribute, enrichments.get(number)));
            json.writeEndObject();
        }
        TimelineJson.value("before", write.before(), json);
        TimelineJson.value("after", write.after(), json);
        json.writeEndObject();
    }

    /** @param what it is, a badge or a segment */
    void member(String what, String name, Explained<Why.Member> explained, JsonGenerator json) {
        var why = explained.why();
        json.writeStartObject();
        json.writeStringProperty(what, name);
        json.writeBooleanProperty("has", why.since().isPresent());
        why.since().ifPresent(since -> json.writeStringProperty("since", ValueText.time(since)));
        json.writeName("now");
        parts(why.now(), json);
        why.turned().ifPresent(turn -> {
            json.writeName("turned");
            json.writeStartObject();
            json.writeBooleanProperty("to", turn.came());
            json.writeName("cause");
            TimelineJson.cause(turn.cause(), json);
            json.writeName("then");
            parts(turn.then(), json);
            json.writeEndObject();
        });
        end(explained, json);
    }

    private void parts(List<Why.Part> parts, JsonGenerator json) {
        json.writeStartArray();
        for (var part : parts) {
            json.writeStartObject();
            json.writeStringProperty(
                    "role",
                    switch (part.role()) {
                        case IS_IN -> "if";
                        case ASSIGN -> "assign";
                        case REMOVE -> "remove";
                    });
            part.when().ifPresent(when -> json.writeStringProperty("when", word(when)));
            json.writeName("condition");
            explanations.write(part.explanation(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void end(Explained<?> explained, JsonGenerator json) {
        json.writeStringProperty("as_of", ValueText.time(explained.asOf()));
        json.writeNumberProperty("version", version);
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
