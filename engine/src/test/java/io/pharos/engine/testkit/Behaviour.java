package io.pharos.engine.testkit;

import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a visitor did, by going through all of their events. */
record Behaviour(List<Happening> history, Instant now, Conversions conversions) {

    /** A figure of the matching events that are not too long ago. */
    Subject figure(Did did, Measure measure) {
        var events = history.stream()
                .filter(event -> event.is(did.event()) && isWithin(did.within(), event))
                .toList();
        return switch (measure.figure()) {
            case TIMES -> Subject.of(Value.Amount.of(events.size()));
            case TOTAL -> summed(Summary.SUM, measure, events);
            case AVERAGE -> summed(Summary.AVERAGE, measure, events);
            case MIN -> summed(Summary.MIN, measure, events);
            case MAX -> summed(Summary.MAX, measure, events);
            case FIRST -> events.isEmpty() ? Subject.missing() : time(events.getFirst());
            case LAST -> events.isEmpty() ? Subject.missing() : time(events.getLast());
        };
    }

    private static Subject time(Happening event) {
        return Subject.of(new Value.Moment(event.time()));
    }

    private Subject summed(Summary summary, Measure measure, List<Happening> events) {
        Stream<BigDecimal> numbers = events.stream()
                .flatMap(event -> event.value(measure.of().orElseThrow()).stream())
                .flatMap(value -> conversions.number(value).stream());
        return new Subject(
                Summing.of(summary, numbers.toList()).filter(Value.Amount::fits).map(Value.Amount::new), false);
    }

    /** Whether some event can be the last step, lies not too far back, and nothing unwanted came after it. */
    boolean happened(Sequence sequence) {
        var last = sequence.steps().size() - 1;
        return indexes()
                .anyMatch(index -> canBe(sequence, last, index)
                        && isWithin(sequence.within(), history.get(index))
                        && sequence.ending().stream().allMatch(ending -> isKept(ending, index)));
    }

    private IntStream indexes() {
        return IntStream.range(0, history.size());
    }

    private boolean canBe(Sequence sequence, int step, int index) {
        var wanted = sequence.steps().get(step);
        return history.get(index).is(wanted.event())
                && (step == 0
                        || IntStream.range(0, index)
                                .anyMatch(before -> isInTime(wanted.within(), before, index)
                                        && wanted.without().stream().noneMatch(kind -> isAny(kind, before + 1, index))
                                        && canBe(sequence, step - 1, before)));
    }

    private boolean isInTime(Optional<Span> within, int before, int index) {
        return within.stream()
                .noneMatch(most -> most.after(history.get(before).time(), zone())
                        .isBefore(history.get(index).time()));
    }

    private boolean isAny(Matching kind, int from, int to) {
        return IntStream.range(from, to).anyMatch(index -> history.get(index).is(kind));
    }

    private boolean isKept(Sequence.Absence absence, int index) {
        return !isAny(absence.event(), index + 1, history.size())
                && !absence.length().after(history.get(index).time(), zone()).isAfter(now);
    }

    private boolean isWithin(Optional<Span> within, Happening event) {
        return within.stream().allMatch(span -> span.after(event.time(), zone()).isAfter(now));
    }

    private ZoneId zone() {
        return conversions.zone();
    }
}
