package io.pharos.runtime;

/** Where a host keeps what must survive. One host at a time. */
public interface Storage extends AutoCloseable {
    Log log();

    State state();

    @Override
    void close();
}
