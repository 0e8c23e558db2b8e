package io.pharos.model.read;

import io.pharos.model.Attribute;

/** The attribute that is being written or derived. */
record Target(String name, Attribute.Type type) {
    String described() {
        return Subject.ofType(name, type).described();
    }
}
