package io.pharos.runtime;

import java.util.OptionalInt;

/**
 * Which profiles are looked at: all, or a share that is chosen by hashes alone, so that the same ones are looked at again.
 * The slot of a profile is a hash already, so a small share is that of a few slots, and the rest of the store is not read.
 *
 * @param slots the profiles of so many slots, from the first, ...
 * @param share ... and this share of them
 */
record Selection(int slots, double share) {
    private static final Selection ALL = new Selection(ProfileId.SLOTS, 1);

    /**
     * @param sample about so many; all if empty
     * @param profiles that there are
     */
    static Selection of(OptionalInt sample, long profiles) {
        if (sample.isEmpty() || sample.getAsInt() >= profiles) {
            return ALL;
        }
        var wanted = (double) sample.getAsInt() / profiles * ProfileId.SLOTS;
        var slots = (int) Math.ceil(wanted);
        return new Selection(slots, wanted / slots);
    }

    /** What share of the store that is, about. */
    double shareOfAll() {
        return share * slots / ProfileId.SLOTS;
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean has(long profile) {
        return share == 1 || (mixed(profile) >>> 11) * 0x1p-53 < share;
    }

    /** The end of SplitMix64 (Steele, Lea and Flood, 2014): neighbours become as good as random. */
    private static long mixed(long bits) {
        var mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
