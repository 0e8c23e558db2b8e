package io.pharos.actions;

import io.pharos.model.Problem;
import java.util.regex.Pattern;

/**
 * Says where in a template something stands.
 *
 * @param path of the template among the definitions
 */
record Where(String path, String template) {

    Problem unknownName(String name, int line, String expected, String hint) {
        return problem("action.template-unknown-name", line, name, name, expected, hint);
    }

    /** @param name what to look for in the line, to tell the column; or the last part of it, which may be in quotes */
    Problem problem(String code, int line, String name, String found, String expected, String hint) {
        var column = column(line, name);
        return new Problem(code, new Problem.Place("", line, column, path), found + at(line, column), expected, hint);
    }

    private String at(int line, int column) {
        if (line == 0 || (template.lines().count() < 2 && column == 0)) {
            return "";
        }
        return " (line " + line + (column == 0 ? "" : ", column " + column) + " of the template)";
    }

    private int column(int line, String name) {
        return line == 0 || name.isEmpty()
                ? 0
                : template.lines()
                        .skip(line - 1L)
                        .findFirst()
                        .map(text ->
                                Math.max(column(text, name), column(text, name.substring(name.lastIndexOf('.') + 1))))
                        .orElse(0);
    }

    private static int column(String text, String name) {
        var found =
                Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)").matcher(text);
        return found.find() ? found.start() + 1 : 0;
    }
}
