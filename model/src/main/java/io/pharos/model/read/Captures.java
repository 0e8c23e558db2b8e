package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is captured at a moment, for an entry of a timeline or a step of a funnel. */
final class Captures {
    private static final Keys RECORD = Keys.of("at", "capture").elsewhere("date", "at", "time", "at");
    private static final List<String> PREFIXES = List.of("event.", "visit.", "visitor.", "identifier.");
    private static final Operand EVENT_TIME = new Operand.Named(new Name.EventTime());

    /** Timelines and funnels hold captured values themselves; one within the other would grow without end. */
    private static final List<Attribute.Type> CAPTURED = Arrays.stream(Attribute.Type.values())
            .filter(type -> type != Attribute.Type.TIMELINE && type != Attribute.Type.FUNNEL)
            .toList();

    private final Tools tools;
    private final Problems problems;
    private final Operands operands;

    Captures(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.operands = new Operands(tools);
    }

    /** A new entry of a timeline. */
    Optional<Operation> record(Yaml node, Site site) {
        var written = Fields.of(node, RECORD, "{ capture: [ … ] }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var at = fields.has("at")
                ? fields.value("at").flatMap(date -> operands.one(date, Wanted.DATE, site))
                : Optional.of(EVENT_TIME);
        var capture = capture(fields, site);
        return at.map(date -> new Operation.RecordEntry(date, capture));
    }

    /** What stands under {@code capture}, if it is there. */
    List<Capture> capture(Fields fields, Site site) {
        var captured = new ArrayList<Capture>();
        var names = new HashSet<String>();
        for (var item : fields.value("capture")
                .map(node -> tools.scalars().items(node, "a list of names, such as [order_total]"))
                .orElse(List.of())) {
            operands.name(item, CAPTURED, "the name of what is captured", site)
                    .map(name -> new Capture(field(item), name))
                    .filter(capture -> isNew(capture.field(), names, item))
                    .ifPresent(captured::add);
        }
        return captured;
    }

    /** The name without its prefix. */
    private static String field(Yaml written) {
        var name = written instanceof Yaml.Scalar scalar ? scalar.text() : "";
        return PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }

    private boolean isNew(String field, Set<String> fields, Yaml written) {
        if (fields.add(field)) {
            return true;
        }
        problems.add(
                Code.DUPLICATE_NAME,
                written.spot(),
                Shown.quoted(field) + " once more",
                "each field once",
                "A field has the captured name without visit., visitor. or event. before it.");
        return false;
    }
}
