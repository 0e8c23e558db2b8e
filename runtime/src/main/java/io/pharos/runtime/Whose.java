package io.pharos.runtime;

import io.pharos.model.Identifier;

/**
 * Whose an event is.
 *
 * @param person the name of the profile
 * @param owner the identifier by which it is theirs
 */
record Whose(long person, Identifier owner) {}
