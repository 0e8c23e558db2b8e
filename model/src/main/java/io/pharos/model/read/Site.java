package io.pharos.model.read;

import java.util.Optional;

/** Where a name stands, which decides what it can mean. */
sealed interface Site {

    /**
     * Within a definition.
     *
     * @param self the attribute being defined: a bare name equal to it is the event's property
     */
    record InDefinition(Optional<String> self, Uses uses, Reach reach) implements Site {
        static InDefinition of(Uses uses) {
            return new InDefinition(Optional.empty(), uses, Reach.USUAL);
        }

        static InDefinition ofAttribute(String self, Uses uses) {
            return new InDefinition(Optional.of(self), uses, Reach.USUAL);
        }

        static InDefinition ofDerivation(Uses uses) {
            return new InDefinition(Optional.empty(), uses, Reach.DERIVATION);
        }

        /** Where past events are described of which this definition asks. */
        InDefinition where(String word) {
            var read = new Uses();
            uses.behaviours().add(new Uses.Behaviour(word, read));
            return new InDefinition(self, read, Reach.WHERE);
        }
    }

    /** What can be seen from a place in a definition. */
    enum Reach {
        /** The event, if there is one, and the visitor. */
        USUAL,
        /** One event among many, and the attributes as they were with it. */
        WHERE,
        /** Attributes and identifiers, at any moment. */
        DERIVATION
    }

    /** In the mapping of a file, where every name is a column. */
    record InColumns() implements Site {}
}
