package io.pharos.model.read;

import io.pharos.model.About;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what people say about a definition, and the name it had before. */
final class Abouts {
    private final Problems problems;
    private final Scalars scalars;

    Abouts(Tools tools) {
        this.problems = tools.problems();
        this.scalars = tools.scalars();
    }

    About read(String name, Fields fields, Map<String, Yaml.Entry> sameKind) {
        fields.value("was").ifPresent(was -> checkFormerName(was, sameKind));
        return new About(
                fields.value("name")
                        .flatMap(node -> scalars.text(node, "a title"))
                        .orElse(name),
                fields.value("notes")
                        .flatMap(node -> scalars.text(node, "some text"))
                        .orElse(""),
                fields.value("labels")
                        .map(node -> scalars.texts(node, "a label"))
                        .orElse(List.of()),
                Preloaded.has(fields.spot()));
    }

    static About of(String name) {
        return new About(name, "", List.of());
    }

    private void checkFormerName(Yaml node, Map<String, Yaml.Entry> sameKind) {
        var was = scalars.slug(node, "the name it had before");
        var still = was.flatMap(name -> Optional.ofNullable(sameKind.get(name)));
        if (still.isPresent()) {
            problems.add(
                    Code.CONFLICT,
                    node.spot(),
                    Shown.found(node) + ", which is still defined in "
                            + still.get().key().spot().fileAndLine(),
                    "a name that is free now");
        }
    }
}
