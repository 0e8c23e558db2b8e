package io.pharos.engine;

import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.ZoneId;

/** Funnels as time goes by: one that is not completed in time is as if it had never begun. */
final class Funnels {
    private Funnels() {}

    /** The moment from which the funnel is gone, in milliseconds; never, if it is completed. */
    static long end(Value.Funnel funnel, Span within, ZoneId zone) {
        return funnel.completed() || funnel.done().isEmpty()
                ? Profile.NEVER
                : within.after(funnel.done().getFirst().at(), zone).toEpochMilli();
    }
}
