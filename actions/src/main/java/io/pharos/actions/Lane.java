package io.pharos.actions;

import io.pharos.model.Delivery;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** The deliveries of one action to one profile: the one whose turn it is, and those behind it. Not thread-safe. */
final class Lane {
    private final Queue<Delivery> behind = new PriorityQueue<>(Comparator.comparingLong(Delivery::sequence));
    private Delivery current;
    private int attempts;

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
        return true;
    }
}
