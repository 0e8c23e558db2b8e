package io.pharos.engine;

import java.util.List;

/** Has the parts of a step done, and may look on. Whoever looks on changes nothing. */
interface Observer {
    /** Attributes are written. */
    default void enrich(List<Task> tasks, Frame frame) {
        for (var task : tasks) {
            task.run(frame);
        }
    }

    /** Badges and segments are brought up to what was written; at the end of a visit twice. */
    default void review(Review review, Frame frame) {
        review.look(frame);
    }
}
