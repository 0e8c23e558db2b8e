package io.pharos.model.read;

import java.time.ZoneId;

/** What every reader needs: where problems go, what is declared, and readers of the small things. */
record Tools(
        Problems problems,
        ZoneId zone,
        Declared declared,
        Scalars scalars,
        Numbers numbers,
        Spans spans,
        Moments moments) {

    static Tools of(Problems problems, ZoneId zone, Declared declared) {
        return new Tools(
                problems,
                zone,
                declared,
                new Scalars(problems),
                new Numbers(problems),
                new Spans(problems),
                new Moments(problems, zone));
    }
}
