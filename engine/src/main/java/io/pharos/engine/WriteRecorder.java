package io.pharos.engine;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Remembers the latest writes of one attribute while a history is folded. Not thread-safe. */
final class WriteRecorder implements Observer, History.Listener {
    private final int slot;
    private final Read read;
    private final boolean endsWithVisit;
    private final int limit;
    private final Deque<Why.Writing> writes = new ArrayDeque<>();
    /** Those of the step that is being taken. */
    private final List<Written> pending = new ArrayList<>();

    private int earlier;

    private record Written(
            int enrichment,
            @Nullable Value before,
            @Nullable Value after) {}

    /** @param read the attribute as it is seen: what time has taken from it since it was written is not */
    WriteRecorder(String attribute, Read read, Program program, int limit) {
        this.slot = program.layout.slot(attribute);
        this.read = read;
        this.endsWithVisit = program.layout.attribute(attribute).scope() == Scope.VISIT;
        this.limit = limit;
    }

    @Override
    public void enrich(List<Task> tasks, Frame frame) {
        for (var task : tasks) {
            if (task.slot() == slot) {
                var before = read.value(frame);
                task.run(frame);
                var after = read.value(frame);
                if (!Objects.equals(before, after)) {
                    pending.add(new Written(task.number(), before, after));
                }
            } else {
                task.run(frame);
            }
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // only an event that could not be applied leaves the very same profile
    public void stepped(Cause cause, Profile before, Step step) {
        if (step.profile() == before) {
            pending.clear();
            return;
        }
        for (var written : pending) {
            add(cause, OptionalInt.of(written.enrichment()), written.before(), written.after());
        }
        if (endsWithVisit && cause instanceof Cause.OfVisitEnd) {
            var last =
                    pending.isEmpty() ? before.values[slot] : pending.getLast().after();
            if (last != null) {
                add(cause, OptionalInt.empty(), last, null);
            }
        }
        pending.clear();
    }

    private void add(Cause cause, OptionalInt enrichment, @Nullable Value before, @Nullable Value after) {
        writes.addFirst(new Why.Writing(cause, enrichment, Optional.ofNullable(before), Optional.ofNullable(after)));
        if (writes.size() > limit) {
            writes.removeLast();
            earlier++;
        }
    }

    Why.Written why(Frame frame) {
        return new Why.Written(Optional.ofNullable(read.value(frame)), List.copyOf(writes), earlier);
    }
}
