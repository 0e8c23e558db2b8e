package io.pharos.actions;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Lets so many lanes through to each connector at once, first come, first served. Not thread-safe. */
final class Gates {
    private final int width;
    private final Map<String, Gate> gates = new HashMap<>();

    Gates(int width) {
        this.width = width;
    }

    private static final class Gate {
        private final Queue<Lane> queue = new ArrayDeque<>();
        private int through;
    }

    /** Whether the lane may go through now; else it is let through by a later {@link #leave}. */
    boolean enter(String connector, Lane lane) {
        var gate = gates.computeIfAbsent(connector, _ -> new Gate());
        if (gate.through < width) {
            gate.through++;
            return true;
        }
        gate.queue.add(lane);
        return false;
    }

    /** One that was through is done. @return the lane that may go through in its place */
    Optional<Lane> leave(String connector) {
        var gate = gates.get(connector);
        if (gate == null) {
            throw new IllegalStateException("nobody went through to " + connector);
        }
        var next = gate.queue.poll();
        if (next == null && --gate.through == 0) {
            gates.remove(connector);
        }
        return Optional.ofNullable(next);
    }
}
