package io.pharos.actions;

import io.pharos.model.Action;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Delivery;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What an action's mapping makes. A field whose value is missing is left out; elsewhere it is null. */
record Mapped(Values values, Part whole) implements Body {

    /** A compiled {@link Mapping}. */
    private sealed interface Part {
        /** @param path among the definitions */
        record Written(Template template, String path) implements Part {}

        record Constant(Value value) implements Part {}

        record Fields(Map<String, Part> fields) implements Part {}

        record Elements(List<Part> elements) implements Part {}
    }

    static Parsed<Body> compile(Action action, Workspace workspace) {
        var compiler = new Compiler(Vocabulary.of(workspace), new ArrayList<>());
        var whole = compiler.part(action.mapping(), "actions." + action.name() + ".mapping");
        return compiler.problems().isEmpty()
                ? new Parsed.Valid<>(new Mapped(new Values(workspace), whole), List.of())
                : new Parsed.Invalid<>(compiler.problems());
    }

    private record Compiler(Vocabulary vocabulary, List<Problem> problems) {
        Part part(Mapping mapping, String path) {
            return switch (mapping) {
                case Mapping.Constant(var value) -> new Part.Constant(value);
                case Mapping.Template(var text) -> written(text, path);
                case Mapping.Fields(var fields) -> {
                    var parts = new LinkedHashMap<String, Part>();
                    fields.forEach((name, field) -> parts.put(name, part(field, path + "." + name)));
                    yield new Part.Fields(parts);
                }
                case Mapping.Elements(var elements) -> {
                    var parts = new ArrayList<Part>();
                    elements.forEach(element -> parts.add(part(element, path + "." + parts.size())));
                    yield new Part.Elements(parts);
                }
            };
        }

        private Part written(String text, String path) {
            return switch (Template.read(text, path, vocabulary)) {
                case Parsed.Valid<Template> valid -> new Part.Written(valid.value(), path);
                case Parsed.Invalid<Template>(var found) -> {
                    problems.addAll(found);
                    yield new Part.Constant(new Value.Text(text));
                }
            };
        }
    }

    @Override
    public void write(Delivery delivery, Budget budget, JsonGenerator json) {
        new Writing(values.of(delivery), budget, json).part(whole);
    }

    private record Writing(Map<String, Object> values, Budget budget, JsonGenerator json) {
        void part(Part part) {
            switch (part) {
                case Part.Constant(var value) -> ValueJson.write(value, json);
                case Part.Written written -> Plain.write(render(written), json);
                case Part.Elements(var elements) -> {
                    json.writeStartArray();
                    elements.forEach(this::part);
                    json.writeEndArray();
                }
                case Part.Fields(var fields) -> {
                    json.writeStartObject();
                    fields.forEach(this::field);
                    json.writeEndObject();
                }
            }
        }

        private void field(String name, Part part) {
            if (part instanceof Part.Written written) {
                var value = render(written);
                if (value != null) {
                    json.writeName(name);
                    Plain.write(value, json);
                }
                return;
            }
            json.writeName(name);
            part(part);
        }

        private @Nullable Object render(Part.Written written) {
            try {
                return written.template().render(values, budget);
            } catch (Unrenderable e) {
                throw new Unrenderable(written.path() + ": " + e.getMessage(), e);
            }
        }
    }
}
