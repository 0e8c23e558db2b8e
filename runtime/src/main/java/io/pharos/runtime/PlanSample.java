package io.pharos.runtime;

/**
 * Of how many profiles a plan speaks, and what follows from them for all. Errors are those that 95 samples of 100 keep to.
 *
 * @param profiles that were looked at
 * @param of so many
 */
public record PlanSample(long profiles, long of) {
    /** Of the normal distribution: 95 % lie within so many standard deviations. */
    private static final double DEVIATIONS = 1.96;

    public boolean isWhole() {
        return profiles >= of;
    }

    /** The share of profiles that {@code count} of those looked at are. */
    public double share(long count) {
        return profiles == 0 ? 0 : (double) count / profiles;
    }

    /** For all, from {@code count} in the sample. */
    public long estimate(long count) {
        return isWhole() ? count : Math.round(share(count) * of);
    }

    /**
     * By how much the share of profiles may be off: the farther end of the interval of Wilson (1927), which also holds for
     * small shares, with the correction for a sample that is much of the whole.
     */
    public double error(long count) {
        if (isWhole()) {
            return 0;
        }
        var size = effectiveSize();
        var share = share(count);
        var square = DEVIATIONS * DEVIATIONS;
        var middle = (share + square / (2 * size)) / (1 + square / size);
        var half =
                DEVIATIONS / (1 + square / size) * Math.sqrt(share * (1 - share) / size + square / (4 * size * size));
        return half + Math.abs(middle - share);
    }

    /** By how much {@link #estimate} may be off for the total of {@code fired}. */
    public long errorOf(PlanReport.Fired fired) {
        return Math.round(errorPerProfile(fired) * of);
    }

    private double errorPerProfile(PlanReport.Fired fired) {
        if (isWhole()) {
            return 0;
        }
        if (fired.total() == 0) {
            return error(0);
        }
        var mean = (double) fired.total() / profiles;
        var variance = Math.max(0, fired.squares() / profiles - mean * mean);
        return DEVIATIONS * Math.sqrt(variance / effectiveSize());
    }

    private double effectiveSize() {
        return profiles * (of - 1.0) / (of - profiles);
    }
}
