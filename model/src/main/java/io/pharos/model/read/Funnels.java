package io.pharos.model.read;

import io.pharos.model.Attribute.Shape;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the steps of a funnel, and what takes it back to its beginning. */
final class Funnels {
    private static final Keys STEP = Keys.of("name", "if", "when", "required", "capture")
            .elsewhere("where", "if", "condition", "if", "step", "name", "title", "name");
    private static final Keys RESET = Keys.of("if", "when");
    private static final String FORM = "a list of steps such as [ { name: cart, if: { event: cart_add } } ]";

    private static final String STEP_FORM = "a step such as { name: cart, if: { event: cart_add } }";

    private final Tools tools;
    private final Problems problems;
    private final Conditions conditions;
    private final Captures captures;

    /** @param enrichments the reset, then the steps */
    record Funnel(Shape shape, List<Enrichment> enrichments) {
        Funnel {
            enrichments = List.copyOf(enrichments);
        }
    }

    Funnels(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.conditions = new Conditions(tools);
        this.captures = new Captures(tools);
    }

    /** The names of the steps, for those who refer to them; what is wrong with them is reported by {@link #read}. */
    static List<String> names(Optional<Yaml> steps) {
        var names = new ArrayList<String>();
        if (steps.orElse(null) instanceof Yaml.Sequence(var _, var items)) {
            for (var item : items) {
                if (item instanceof Yaml.Mapping(var _, var entries)) {
                    entries.stream()
                            .filter(entry -> entry.name().equals("name"))
                            .forEach(entry -> names.add(entry.value() instanceof Yaml.Scalar name ? name.text() : ""));
                }
            }
        }
        return names;
    }

    Funnel read(Fields fields, Site.InDefinition site) {
        var enrichments = new ArrayList<Enrichment>();
        fields.value("reset").flatMap(node -> reset(node, site)).ifPresent(enrichments::add);
        var steps = steps(fields, site, enrichments);
        var within = fields.value("within").flatMap(tools.spans()::positive);
        return new Funnel(new Shape.Funnel(steps, within), enrichments);
    }

    private Optional<Enrichment> reset(Yaml node, Site site) {
        var written = Fields.of(node, RESET, "{ if: … }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        if (!fields.has("if") && !fields.has("when") && fields.isUnderstood()) {
            problems.add(Code.MISSING_KEY, fields.spot(), "neither if nor when", "one of them");
        }
        var condition = fields.value("if").flatMap(known -> conditions.read(known, site));
        return Optional.of(new Enrichment(when(fields), condition, new Operation.Clear()));
    }

    private When when(Fields fields) {
        return fields.value("when")
                .flatMap(node -> tools.scalars().word(node, Enrichments.WHEN))
                .orElse(When.ANY_EVENT);
    }

    private List<Shape.Funnel.Step> steps(Fields funnel, Site site, List<Enrichment> enrichments) {
        var written = funnel.required("steps", FORM);
        var items = written.map(node -> tools.scalars().items(node, FORM)).orElse(List.of());
        if (written.orElse(null) instanceof Yaml.Sequence list && items.isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, list.spot(), Shown.found(list), "one step at least");
        }
        var steps = new ArrayList<Shape.Funnel.Step>();
        var names = new HashSet<String>();
        for (var number = 0; number < items.size(); number++) {
            var known = Fields.of(items.get(number), STEP, STEP_FORM, problems);
            if (known.isPresent()) {
                var fields = known.get();
                enrichments.add(enrichment(fields, number, site));
                var required = isRequired(fields, number == items.size() - 1);
                name(fields, names).ifPresent(name -> steps.add(new Shape.Funnel.Step(name, required)));
            }
        }
        return steps;
    }

    private Optional<String> name(Fields step, Set<String> names) {
        var node = step.required("name", "the name of the step");
        var name = node.flatMap(written -> tools.scalars().slug(written, "the name of the step"));
        if (name.isPresent() && !names.add(name.get())) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    node.orElseThrow().spot(),
                    Shown.quoted(name.get()) + " once more",
                    "each step once");
            return Optional.empty();
        }
        return name;
    }

    private boolean isRequired(Fields step, boolean last) {
        var required = step.value("required").flatMap(tools.scalars()::flag).orElse(true);
        if (last && !required) {
            problems.add(
                    Code.CONFLICT,
                    step.entry("required").orElseThrow().key().spot(),
                    "required: false in the last step",
                    "a last step that is required",
                    "A funnel is completed by its last step.");
        }
        return last || required;
    }

    private Enrichment enrichment(Fields step, int number, Site site) {
        var condition = step.value("if").flatMap(known -> conditions.read(known, site));
        return new Enrichment(when(step), condition, new Operation.Step(number, captures.capture(step, site)));
    }
}
