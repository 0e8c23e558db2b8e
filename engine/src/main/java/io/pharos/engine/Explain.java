package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of a condition, branch by branch, whether it holds in a step and what it reads. */
final class Explain {
    private final Checks checks;
    private final Layout layout;
    private final ZoneId zone;

    Explain(Program program) {
        this.checks = program.checks;
        this.layout = program.layout;
        this.zone = program.workspace.zone();
    }

    Explanation condition(Condition condition, Frame frame) {
        return switch (condition) {
            case Condition.All(var conditions) -> {
                var parts = each(conditions, frame);
                yield group(condition, parts.stream().allMatch(Explanation::holds), parts);
            }
            case Condition.Any(var conditions) -> {
                var parts = each(conditions, frame);
                yield group(condition, parts.stream().anyMatch(Explanation::holds), parts);
            }
            case Condition.Not(var negated) -> {
                var part = condition(negated, frame);
                yield group(condition, !part.holds(), List.of(part));
            }
            case Condition.RuleHolds(var rule) -> {
                var part = condition(checks.rule(rule), frame);
                yield group(condition, part.holds(), List.of(part));
            }
            case Did did
            when did.measures().size() > 1 -> {
                var parts = each(measureByMeasure(did), frame);
                yield group(condition, parts.stream().allMatch(Explanation::holds), parts);
            }
            case Did did -> leaf(condition, figures(did, frame), frame);
            case Condition.Sequence sequence -> leaf(condition, List.of(progress(sequence, frame)), frame);
            case Condition.Compare compare -> leaf(condition, compared(compare, frame), frame);
            case Condition.EventNamed _, Condition.FromImport _, Condition.Wears _, Condition.InSegment _ ->
                leaf(condition, List.of(), frame);
        };
    }

    /** What an expression reads, with the values of the moment. */
    List<Evidence> inputs(Expression expression, Frame frame) {
        var reads = new Dependencies();
        reads.add(expression);
        return Stream.concat(
                        reads.attributes.stream().<Name>map(Name.OfAttribute::new),
                        reads.identifiers.stream().<Name>map(Name.OfIdentifier::new))
                .<Evidence>map(name -> read(name, frame))
                .toList();
    }

    private List<Explanation> each(List<? extends Condition> conditions, Frame frame) {
        return conditions.stream().map(each -> condition(each, frame)).toList();
    }

    private static Explanation group(Condition condition, boolean holds, List<Explanation> parts) {
        return new Explanation(condition, holds, parts, List.of());
    }

    private Explanation leaf(Condition condition, List<Evidence> evidence, Frame frame) {
        return new Explanation(condition, checks.compile(condition).holds(frame), List.of(), evidence);
    }

    private static List<Did> measureByMeasure(Did did) {
        return did.measures().stream()
                .map(measure -> new Did(did.event(), did.within(), List.of(measure)))
                .toList();
    }

    private List<Evidence> figures(Did did, Frame frame) {
        var evidence = new ArrayList<Evidence>();
        for (var measure : did.measures()) {
            var figure = checks.figure(did, measure).value(frame);
            evidence.add(new Evidence.OfFigure(measure, Optional.ofNullable(figure)));
            evidence.addAll(limits(figure, comparands(measure), frame));
        }
        return evidence;
    }

    private static List<Comparand> comparands(Measure measure) {
        return measure.tests().stream()
                .flatMap(test -> test.comparands().stream())
                .toList();
    }

    private Evidence progress(Condition.Sequence sequence, Frame frame) {
        var slot = layout.slot(checks.behaviours().sequence(sequence));
        return checks.course(sequence).progress(frame.values[slot], frame.now);
    }

    private List<Evidence> compared(Condition.Compare compare, Frame frame) {
        var subject = read(compare.name(), frame);
        var evidence = new ArrayList<Evidence>();
        evidence.add(subject);
        evidence.addAll(limits(subject.value().orElse(null), compare.operator().comparands(), frame));
        return evidence;
    }

    /** What a value is compared with, where that is not written in the condition. */
    private List<Evidence> limits(@Nullable Value value, List<Comparand> comparands, Frame frame) {
        var date = value == null ? null : Coercion.moment(value, zone);
        var evidence = new ArrayList<Evidence>();
        for (var comparand : comparands) {
            switch (comparand) {
                case Comparand.Constant _ -> {}
                case Comparand.OtherAttribute(var attribute, var _) ->
                    evidence.add(read(new Name.OfAttribute(attribute), frame));
                case Comparand.Ago(var span) -> age(comparand, date, span::after, evidence);
                case Comparand.FromNow(var span) -> age(comparand, date, span::before, evidence);
            }
        }
        return evidence;
    }

    private void age(
            Comparand limit,
            Value.@Nullable Moment date,
            BiFunction<Instant, ZoneId, Instant> reached,
            List<Evidence> evidence) {
        if (date != null) {
            evidence.add(new Evidence.OfAge(limit, reached.apply(date.at(), zone)));
        }
    }

    private Evidence.OfName read(Name name, Frame frame) {
        return new Evidence.OfName(
                name, Optional.ofNullable(checks.reads().name(name).value(frame)));
    }
}
