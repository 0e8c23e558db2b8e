package io.pharos.runtime;

import io.pharos.model.DefinitionTest;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import java.util.List;

/** Runs the tests that users write beside their definitions. */
public final class DefinitionTests {
    private DefinitionTests() {}

    /** @param failures everything that did not hold, in the order of the expectations; empty if the test passed */
    public record Result(DefinitionTest test, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /** @param what such as {@code segment vip} */
    public record Failure(Problem.Place place, String what, String expected, String found) {
        @Override
        public String toString() {
            return place + ": " + what + ": expected " + expected + ", found " + found;
        }
    }

    public static List<Result> run(Workspace workspace) {
        return Pending.yet();
    }
}
