package io.pharos.collect;

import io.pharos.model.Event;
import io.pharos.model.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One file on its way to the one who asked for it. Owned by the thread that reads. */
final class Reading {
    private final Intake intake;
    private final Optional<Instant> arrival;
    private final Consumer<Event> events;
    private final Consumer<RowProblem> problems;
    private long rowCount;
    private long eventCount;

    /** @param arrival of all events; without it each arrives at its own time */
    Reading(Intake intake, Optional<Instant> arrival, Consumer<Event> events, Consumer<RowProblem> problems) {
        this.intake = intake;
        this.arrival = arrival;
        this.events = events;
        this.problems = problems;
    }

    EventFiles.Summary summary() {
        return new EventFiles.Summary(rowCount, eventCount);
    }

    /** @param source stands for a line that names none */
    void line(JsonLines lines, String source) {
        rowCount++;
        var draft = new Draft("event");
        var fault = lines.read(line -> NativeEvents.read(line, draft));
        if (fault.isPresent()) {
            problem(new RowProblem(lines.row(), lines.line(), fault.get()));
            return;
        }
        draft.source = draft.source == null ? source : draft.source;
        draft.order = draft.order == null ? (Long) lines.row() : draft.order;
        event(draft, lines.row(), lines.line(), lines::rowId);
    }

    void countRow() {
        rowCount++;
    }

    void problem(RowProblem problem) {
        problems.accept(problem);
    }

    void problem(Row row, Problem problem) {
        problems.accept(new RowProblem(row.number(), row.line(), problem));
    }

    void event(Draft draft, Row row) {
        event(draft, row.number(), row.line(), row::id);
    }

    private void event(Draft draft, long row, long line, Supplier<String> rowId) {
        if (draft.time == null && arrival.isEmpty() && !draft.isRejected()) {
            draft.reject(
                    "event.missing",
                    ".time",
                    "nothing",
                    Times.EXPECTED,
                    "Without a server an event cannot have the time of its arrival.");
        }
        var origin = arrival.isPresent() ? Event.Origin.IMPORT : Event.Origin.LIVE;
        var at = arrival.or(() -> Optional.ofNullable(draft.time)).orElse(Instant.EPOCH);
        var outcome = intake.fix(draft, at, origin, rowId);
        outcome.problems().forEach(problem -> problem(new RowProblem(row, line, problem)));
        if (outcome instanceof Collected.Accepted accepted) {
            eventCount++;
            events.accept(accepted.event());
        }
    }
}
