package io.pharos.engine;

import java.util.Arrays;

/**
 * Which badges are worn, or which segments one is in, each with its moment. Only members take room, so that ten thousand
 * segments cost nothing to a visitor who is in three. Immutable.
 *
 * @param numbers of the members, rising
 * @param since in step with {@code numbers}, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // copied on change, never handed out of the package, compared nowhere
record Membership(int[] numbers, long[] since) {
    static final Membership NONE = new Membership(new int[0], new long[0]);

    /** Whether this is the very object: what a step does not change, it keeps. */
    @SuppressWarnings("ReferenceEquality") // that is the question
    boolean isSame(Membership other) {
        return this == other;
    }

    boolean has(int number) {
        return Arrays.binarySearch(numbers, number) >= 0;
    }

    /** Since when; only for a member. */
    long sinceOf(int number) {
        return since[Arrays.binarySearch(numbers, number)];
    }

    /** The members that are none of the others. */
    int[] notIn(Membership others) {
        var found = new int[numbers.length];
        var count = 0;
        var other = 0;
        for (var number : numbers) {
            while (other < others.numbers.length && others.numbers[other] < number) {
                other++;
            }
            if (other == others.numbers.length || others.numbers[other] != number) {
                found[count++] = number;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The same members, all of them since {@code moment}. */
    Membership since(long moment) {
        var moments = new long[numbers.length];
        Arrays.fill(moments, moment);
        return new Membership(numbers, moments);
    }

    Membership with(int number, long moment) {
        var at = -Arrays.binarySearch(numbers, number) - 1;
        var moreNumbers = new int[numbers.length + 1];
        var moreSince = new long[since.length + 1];
        System.arraycopy(numbers, 0, moreNumbers, 0, at);
        System.arraycopy(since, 0, moreSince, 0, at);
        moreNumbers[at] = number;
        moreSince[at] = moment;
        System.arraycopy(numbers, at, moreNumbers, at + 1, numbers.length - at);
        System.arraycopy(since, at, moreSince, at + 1, since.length - at);
        return new Membership(moreNumbers, moreSince);
    }

    Membership without(int number) {
        var at = Arrays.binarySearch(numbers, number);
        var fewerNumbers = new int[numbers.length - 1];
        var fewerSince = new long[since.length - 1];
        System.arraycopy(numbers, 0, fewerNumbers, 0, at);
        System.arraycopy(since, 0, fewerSince, 0, at);
        System.arraycopy(numbers, at + 1, fewerNumbers, at, fewerNumbers.length - at);
        System.arraycopy(since, at + 1, fewerSince, at, fewerSince.length - at);
        return new Membership(fewerNumbers, fewerSince);
    }
}
