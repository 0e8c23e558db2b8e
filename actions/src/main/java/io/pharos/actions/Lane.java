package io.pharos.actions;

import io.pharos.model.Delivery;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** The deliveries of one action to one profile: the one whose turn it is, and those behind it. Not thread-safe, but for {@link #isWithdrawn}. */
final class Lane {
    private final Queue<Delivery> behind = new PriorityQueue<>(Comparator.comparingLong(Delivery::sequence));
    private Delivery current;
    private int attempts;
    private volatile boolean isWithdrawn;

    Lane(Delivery first) {
        this.current = first;
    }

    /** It keeps its turn until it is settled, whatever is offered meanwhile. */
    Delivery current() {
        return current;
    }

    /** Attempts made to send the current delivery, this one included. */
    int countAttempt() {
        return ++attempts;
    }

    /**
     * The delivery is not to be sent.
     *
     * @return whether it was behind others; if it has its turn, it keeps it until somebody looks
     */
    boolean withdraw(Delivery delivery) {
        isWithdrawn |= current.id().equals(delivery.id());
        return behind.removeIf(each -> each.id().equals(delivery.id()));
    }

    /** Whether the current delivery is not to be sent any more. */
    boolean isWithdrawn() {
        return isWithdrawn;
    }

    void queue(Delivery delivery) {
        behind.add(delivery);
    }

    /** Gives the next one its turn; false if there is none. */
    boolean advance() {
        var next = behind.poll();
        if (next == null) {
            return false;
        }
        current = next;
        attempts = 0;
        isWithdrawn = false;
        return true;
    }
}
