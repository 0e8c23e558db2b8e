package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The moments at which a comparison with a moving date becomes true or false though nothing happens: tried out, one
 * millisecond against the next, around the moment at which the date lies so long back.
 */
final class Flips {
    private final Workspace workspace;
    private final Person person;
    private final Truth truth;

    Flips(Workspace workspace, Person person, Truth truth) {
        this.workspace = workspace;
        this.person = person;
        this.truth = truth;
    }

    /** The first one after {@code moment}, anywhere in the conditions of badges and segments. */
    Optional<Instant> firstAfter(Instant moment) {
        return new Leaves(workspace)
                .ofMemberships()
                .flatMap(leaf -> leaf instanceof Compare compare ? candidates(compare) : Stream.empty())
                .filter(candidate -> candidate.at().isAfter(moment) && candidate.changes())
                .map(Candidate::at)
                .min(Instant::compareTo);
    }

    private record Candidate(Instant at, boolean changes) {}

    private Stream<Candidate> candidates(Compare compare) {
        if (!(compare.name() instanceof Name.OfAttribute(var attribute))
                || !(person.value(attribute).orElse(null) instanceof Value.Moment(var date))) {
            return Stream.empty();
        }
        return spans(compare.operator())
                .map(span -> span.after(date, workspace.zone()))
                .flatMap(moment -> Stream.of(moment, moment.plusMillis(1)))
                .map(moment -> new Candidate(moment, holds(compare, moment.minusMillis(1)) != holds(compare, moment)));
    }

    private boolean holds(Condition compare, Instant moment) {
        return truth.holds(compare, Scene.ofTimeAlone(moment));
    }

    private static Stream<Span> spans(Operator operator) {
        return operator instanceof Operator.Within(var span)
                ? Stream.of(span)
                : Dependencies.comparands(operator)
                        .flatMap(comparand ->
                                comparand instanceof Comparand.Ago(var span) ? Stream.of(span) : Stream.empty());
    }
}
