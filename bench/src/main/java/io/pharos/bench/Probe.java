package io.pharos.bench;

/**
 * Something to measure.
 *
 * @param operations how many one run makes
 */
record Probe(String name, long operations, Work work) {

    /** One run of a probe. */
    interface Work {
        void run(long operations) throws Exception;
    }
}
