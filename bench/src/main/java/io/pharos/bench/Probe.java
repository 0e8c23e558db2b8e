package io.pharos.bench;

/** Something to measure: a run of it gives one figure. */
record Probe(String name, String unit, Run run) {

    interface Run {
        double figure() throws Exception;
    }

    /** Work whose cost is CPU time. */
    interface Work {
        /** @return how many operations that were */
        long run() throws Exception;
    }
}
