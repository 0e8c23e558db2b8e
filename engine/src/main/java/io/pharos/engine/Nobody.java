package io.pharos.engine;

/** Nobody looks on. */
record Nobody() implements Observer {}
