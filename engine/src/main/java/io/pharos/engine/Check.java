package io.pharos.engine;

/** A compiled condition. */
interface Check {
    boolean holds(Frame frame);
}
