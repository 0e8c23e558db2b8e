package io.pharos.model.read;

/** The kinds of problems. Their texts are stable: tools count by them and the documentation explains them. */
enum Code {
    FILE("definition.file"),
    YAML("definition.yaml"),
    LIMIT("definition.limit"),
    DUPLICATE_KEY("definition.duplicate-key"),
    UNKNOWN_KEY("definition.unknown-key"),
    MISSING_KEY("definition.missing-key"),
    WRONG_TYPE("definition.wrong-type"),
    UNKNOWN_VALUE("definition.unknown-value"),
    OUT_OF_RANGE("definition.out-of-range"),
    BAD_NAME("definition.bad-name"),
    RESERVED_NAME("definition.reserved-name"),
    DUPLICATE_NAME("definition.duplicate-name"),
    UNKNOWN_NAME("definition.unknown-name"),
    CONFLICT("definition.conflict"),
    ONE_CONDITION("definition.one-condition"),
    NOT_FOR_TYPE("definition.not-for-type"),
    WRONG_SCOPE("definition.wrong-scope"),
    READS_EVENT("definition.reads-event"),
    RESTRICTED("definition.restricted"),
    CYCLE("definition.cycle"),
    NEVER_WRITTEN("definition.never-written"),
    UNVERIFIED("definition.unverified"),
    NOT_AVAILABLE("definition.not-available");

    private final String text;

    Code(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
