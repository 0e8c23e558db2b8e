package io.pharos.model.read;

import java.util.Optional;

/** Where a name stands, which decides what it can mean. */
sealed interface Site {

    /**
     * Within a definition.
     *
     * @param self the attribute being defined: a bare name equal to it is the event's property
     */
    record InDefinition(Optional<String> self, Uses uses) implements Site {
        static InDefinition of(Uses uses) {
            return new InDefinition(Optional.empty(), uses);
        }
    }

    /** In the mapping of a file, where every name is a column. */
    record InColumns() implements Site {}
}
