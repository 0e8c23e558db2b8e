package io.pharos.actions;

/**
 * What one rendering may use up. Counted rather than timed, so that a template stops at the same place on every
 * machine, however busy. Not thread-safe.
 */
final class Budget {
    static final int CHARACTERS_OF_OUTPUT = 1 << 20;
    static final int LOOP_PASSES = 100_000;
    /** Texts made on the way to the output are paid for as well. */
    private static final int CHARACTERS_IN_ALL = 16 << 20;

    /** Where an evaluation finds its budget; no template can spell a name with a blank in it. */
    static final String VARIABLE = "the budget";

    private int passes;
    private long characters;

    void pass() {
        if (++passes > LOOP_PASSES) {
            throw new Unrenderable("more than " + LOOP_PASSES + " passes through its loops");
        }
    }

    /** To be called before a text of that length is made. */
    void text(long length) {
        output(length, length);
    }

    /** To be called before {@code more} characters make an output {@code soFar} characters long. */
    void output(long soFar, long more) {
        characters += more;
        if (soFar > CHARACTERS_OF_OUTPUT) {
            throw new Unrenderable("a text of more than " + CHARACTERS_OF_OUTPUT + " characters");
        }
        if (characters > CHARACTERS_IN_ALL) {
            throw new Unrenderable("more than " + CHARACTERS_IN_ALL + " characters of text on the way to its output");
        }
    }
}
