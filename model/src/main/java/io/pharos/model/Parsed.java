package io.pharos.model;

import java.util.List;

/** What came of reading something a person wrote: the thing itself, or everything that is wrong with it. */
public sealed interface Parsed<T> {

    /** @param warnings what is allowed but probably not meant */
    record Valid<T>(T value, List<Problem> warnings) implements Parsed<T> {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    record Invalid<T>(List<Problem> problems) implements Parsed<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
