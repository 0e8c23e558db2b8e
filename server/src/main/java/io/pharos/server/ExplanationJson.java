package io.pharos.server;

import io.pharos.engine.Evidence;
import io.pharos.engine.Explanation;
import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.ValueText;
import io.pharos.model.write.DefinitionText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** Conditions branch by branch, with what each has read. */
final class ExplanationJson {
    private final DefinitionText text;
    private final Predicate<String> shown;

    /** @param shown which attributes the reader may see */
    ExplanationJson(DefinitionText text, Predicate<String> shown) {
        this.text = text;
        this.shown = shown;
    }

    void write(Explanation explanation, JsonGenerator json) {
        var condition = explanation.condition();
        json.writeStartObject();
        json.writeStringProperty("kind", kind(condition));
        json.writeBooleanProperty("holds", explanation.holds());
        if (!isGroup(condition)) {
            json.writeStringProperty("text", text.condition(condition));
        }
        if (!explanation.parts().isEmpty()) {
            json.writeName("parts");
            json.writeStartArray();
            explanation.parts().forEach(part -> write(part, json));
            json.writeEndArray();
        }
        if (!explanation.evidence().isEmpty()) {
            json.writeName("evidence");
            evidence(explanation.evidence(), isAboutHidden(condition), json);
        }
        json.writeEndObject();
    }

    /** Whether the parts say all that it says. */
    private static boolean isGroup(Condition condition) {
        return condition instanceof Condition.All
                || condition instanceof Condition.Any
                || condition instanceof Condition.Not;
    }

    private static String kind(Condition condition) {
        return switch (condition) {
            case Condition.All _ -> "all";
            case Condition.Any _ -> "any";
            case Condition.Not _ -> "not";
            case Condition.EventNamed _ -> "event";
            case Condition.FromImport _ -> "from_import";
            case Condition.RuleHolds _ -> "rule";
            case Condition.Wears _ -> "badge";
            case Condition.InSegment _ -> "segment";
            case Condition.Compare _ -> "comparison";
            case Condition.Did _ -> "did";
            case Condition.Sequence _ -> "sequence";
        };
    }

    /** Whether what it compares is not for the reader. */
    private boolean isAboutHidden(Condition condition) {
        return condition instanceof Condition.Compare(var name, var _) && isHidden(name);
    }

    private boolean isHidden(Name name) {
        return name instanceof Name.OfAttribute(var attribute) && !shown.test(attribute);
    }

    /** @param hidden whether moments that follow from a value are not for the reader */
    void evidence(List<Evidence> evidence, boolean hidden, JsonGenerator json) {
        json.writeStartArray();
        for (var each : evidence) {
            json.writeStartObject();
            switch (each) {
                case Evidence.OfName read -> read(read, json);
                case Evidence.OfAge(var limit, var reached) -> {
                    json.writeStringProperty("kind", "age");
                    json.writeStringProperty("limit", text.comparand(limit));
                    moment("reached", Optional.of(reached).filter(_ -> !hidden), json);
                }
                case Evidence.OfFigure figure -> figure(figure, json);
                case Evidence.OfSequence progress -> progress(progress, json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void read(Evidence.OfName read, JsonGenerator json) {
        switch (read.name()) {
            case Name.Property(var property) -> named("property", property, json);
            case Name.OfAttribute(var attribute) -> named("attribute", attribute, json);
            case Name.OfIdentifier(var kind) -> named("identifier", kind, json);
            case Name.EventTime _ -> named("property", "event_time", json);
        }
        if (isHidden(read.name())) {
            json.writeBooleanProperty("restricted", true);
        } else {
            TimelineJson.value("value", read.value(), json);
        }
    }

    private static void named(String kind, String name, JsonGenerator json) {
        json.writeStringProperty("kind", kind);
        json.writeStringProperty("name", name);
    }

    private void figure(Evidence.OfFigure figure, JsonGenerator json) {
        var measure = figure.measure();
        json.writeStringProperty("kind", "figure");
        json.writeStringProperty("figure", measure.figure().name().toLowerCase(Locale.ROOT));
        measure.of().ifPresent(of -> json.writeStringProperty("of", text.name(of)));
        if (measure.of().filter(this::isHidden).isPresent()) {
            json.writeBooleanProperty("restricted", true);
        } else {
            TimelineJson.value("value", figure.value(), json);
        }
    }

    private static void progress(Evidence.OfSequence progress, JsonGenerator json) {
        json.writeStringProperty("kind", "sequence");
        json.writeName("steps");
        json.writeStartArray();
        for (var step : progress.steps()) {
            json.writeStartObject();
            json.writeBooleanProperty("reached", step.isPresent());
            moment("at", step, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        moment("from", progress.from(), json);
        moment("until", progress.until(), json);
    }

    private static void moment(String field, Optional<Instant> moment, JsonGenerator json) {
        moment.ifPresent(at -> json.writeStringProperty(field, ValueText.time(at)));
    }
}
