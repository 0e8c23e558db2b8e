package io.pharos.runtime;

import java.util.concurrent.Executor;

/** Where the parts of a host run: each on an executor that runs one task after the other, in order. */
interface Threads extends AutoCloseable {
    Executor serial(String name);

    /** Runs what was handed in before; whatever is handed in later is dropped. */
    @Override
    void close();
}
