package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what expressions ask of the attributes that they read, once all have been read. */
final class DerivationCheck {
    private final Problems problems;
    private final Declared declared;
    private final Map<String, Attribute> attributes;

    DerivationCheck(Tools tools, Map<String, Attribute> attributes) {
        this.problems = tools.problems();
        this.declared = tools.declared();
        this.attributes = attributes;
    }

    void check(Map<String, Uses> uses) {
        uses.forEach((name, used) -> {
            used.fields().forEach(this::isCaptured);
            var attribute = attributes.get(name);
            if (attribute != null && attribute.definition() instanceof Definition.Derived) {
                used.attributes().forEach(this::standsStill);
            }
        });
    }

    /** What something is compared with must stand still between moments known beforehand, too. */
    void checkLimits(Uses uses) {
        uses.limits().forEach(this::standsStill);
    }

    /** Whatever follows from a value that moves all the time would turn at moments that nobody can tell beforehand. */
    private void standsStill(Uses.Use read) {
        var attribute = attributes.get(read.name());
        if (attribute != null
                && attribute.definition() instanceof Definition.Derived(Expression.Elapsed(var _, var _, var whole))
                && !whole) {
            problems.add(
                    Code.NOT_FOR_TYPE,
                    read.spot(),
                    Shown.quoted(read.name()) + ", which changes all the time",
                    "an attribute that changes at moments",
                    "Write whole: true in " + read.name() + ", or set it at events.");
        }
    }

    private void isCaptured(Uses.OfField read) {
        var timeline = attributes.get(read.timeline());
        if (timeline == null || !(timeline.definition() instanceof Definition.Written(var enrichments))) {
            return;
        }
        var captures =
                enrichments.stream().flatMap(each -> captures(each).stream()).toList();
        var fields = captures.stream().map(Capture::field).distinct().toList();
        var expected = "a field that is captured in " + read.timeline();
        if (!declared.check(read.field(), fields, expected, read.spot(), problems)) {
            return;
        }
        var types = captures.stream()
                .filter(capture -> capture.field().equals(read.field()))
                .map(capture -> declared.type(capture.name()))
                .toList();
        if (types.stream().noneMatch(type -> fits(type, read.possible()))) {
            problems.add(
                    Code.NOT_FOR_TYPE,
                    read.spot(),
                    described(read.field(), types.getFirst()),
                    "a field of the type " + Types.words(read.possible()),
                    types.contains(Optional.of(Attribute.Type.TALLY))
                            ? "Of tallies it is an attribute of the type tally."
                            : "");
        }
    }

    private static List<Capture> captures(Enrichment enrichment) {
        return enrichment.operation() instanceof Operation.RecordEntry(var _, var capture) ? capture : List.of();
    }

    /** A property can be anything but a tally. */
    private static boolean fits(Optional<Attribute.Type> type, List<Attribute.Type> possible) {
        return type.map(possible::contains).orElse(!possible.equals(List.of(Attribute.Type.TALLY)));
    }

    private static String described(String field, Optional<Attribute.Type> type) {
        return type.map(known -> Subject.ofType(field, known))
                .orElse(Subject.property(field))
                .described();
    }
}
