package io.pharos.engine;

/** What is known of one visitor: the state of the fold. Immutable; read it through {@link Engine#read}. */
public final class Profile {}
