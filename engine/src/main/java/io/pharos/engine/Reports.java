package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Name;
import io.pharos.model.Operand;

/**
 * Reports on the event what keeps an attribute from its value. Of derived attributes nothing is reported: they are read at
 * any time, and read nothing of an event.
 */
record Reports(String attribute, boolean derived) {

    static Reports of(Attribute attribute) {
        return new Reports(attribute.name(), attribute.definition() instanceof Definition.Derived);
    }

    void unusable(Frame frame, String path, String found, String expected) {
        if (!derived) {
            frame.problem(path, found, expected);
        }
    }

    /** Something was cut or refused for its size. */
    void limit(Frame frame, String path, String found, String expected) {
        if (!derived) {
            frame.limit(path, found, expected);
        }
    }

    /** Where a person finds what the operand has brought. */
    String path(Operand operand) {
        return operand instanceof Operand.Named(Name.Property(var property)) ? "attributes." + property : attribute;
    }
}
