package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import java.util.List;
import java.util.TreeMap;

/** What the tests of the reader say often. */
final class Reading {
    private Reading() {}

    static Parsed<Workspace> parse(String yaml) {
        return parse("shop.yaml", yaml);
    }

    /** @param filesAndTexts a file's name, its text, the next file's name, and so on */
    static Parsed<Workspace> parse(String... filesAndTexts) {
        var files = new TreeMap<String, String>();
        for (var i = 0; i < filesAndTexts.length; i += 2) {
            files.put(filesAndTexts[i], filesAndTexts[i + 1]);
        }
        return new WorkspaceReader().read(files);
    }

    static Workspace workspace(String yaml) {
        var parsed = parse(yaml);
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid<Workspace>) parsed).value();
    }

    /** What is said of a workspace that is read all the same. */
    static List<Problem> warnings(String yaml) {
        var parsed = parse(yaml);
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid<Workspace>) parsed).warnings();
    }

    static List<Problem> problems(String... filesAndTexts) {
        return problems(parse(filesAndTexts));
    }

    static List<Problem> problems(String yaml) {
        return problems(parse(yaml));
    }

    static List<Problem> problems(Parsed<Workspace> parsed) {
        return switch (parsed) {
            case Parsed.Valid<Workspace> _ -> List.of();
            case Parsed.Invalid<Workspace>(var problems) -> problems;
        };
    }
}
