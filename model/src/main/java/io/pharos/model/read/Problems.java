package io.pharos.model.read;

import io.pharos.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong, in whatever order it is met. Not thread-safe; owned by one reading. */
final class Problems {
    /** Beyond so many nobody reads on; it also bounds what a hostile file can cost. */
    static final int MOST = 1000;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
            Problem::place,
            Comparator.comparing(Problem.Place::file)
                    .thenComparingInt(Problem.Place::line)
                    .thenComparingInt(Problem.Place::column));

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void add(Code code, Spot spot, String found, String expected, String hint) {
        add(problems, new Problem(code.text(), spot.place(), found, expected, hint));
    }

    void add(Code code, Spot spot, String found, String expected) {
        add(code, spot, found, expected, "");
    }

    /** Something of the wrong shape or type; silent if the node was reported already. */
    void wrongType(Yaml node, String expected, String hint) {
        if (!(node instanceof Yaml.Broken)) {
            add(Code.WRONG_TYPE, node.spot(), Shown.found(node), expected, hint);
        }
    }

    void wrongType(Yaml node, String expected) {
        wrongType(node, expected, "");
    }

    void notAvailable(Spot spot, String what, String instead) {
        add(
                Code.NOT_AVAILABLE,
                spot,
                Shown.quoted(what),
                instead,
                "It belongs to the language, but this version of Pharos does not have it yet.");
    }

    void warn(Code code, Spot spot, String found, String expected, String hint) {
        add(warnings, new Problem(code.text(), spot.place(), found, expected, hint));
    }

    boolean none() {
        return problems.isEmpty();
    }

    boolean full() {
        return problems.size() >= MOST;
    }

    List<Problem> sorted() {
        return problems.stream().sorted(BY_PLACE).toList();
    }

    List<Problem> sortedWarnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }

    private static void add(List<Problem> list, Problem problem) {
        if (list.size() < MOST) {
            list.add(problem);
        }
    }
}
