package io.pharos.model.read;

import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** One reading of one workspace, from its files to what came of it. */
final class WorkspaceReading {
    private final Sections sections;
    private final Settings settings;
    private final Tools tools;
    private final ReferenceCheck references;
    private final Problems problems;

    private WorkspaceReading(SortedMap<String, String> files, Problems problems) {
        this.problems = problems;
        var complete = problems.none();
        this.sections = Sections.of(files, problems);
        this.settings = new Settings(sections, problems);
        if (settings.preloaded()) {
            sections.begin(Preloaded.definitions(sections.definitions("badges").values(), problems));
        }
        var declared = new Declared(
                Attributes.declarations(sections.definitions("attributes"), problems),
                names("identifiers"),
                names("sources"),
                names("rules"),
                names("badges"),
                names("segments"),
                names("connectors"),
                names("actions"),
                complete && sections.complete());
        this.tools = Tools.of(problems, settings.zone(), declared);
        this.references = new ReferenceCheck(tools, sections);
    }

    static Parsed<Workspace> of(SortedMap<String, String> files, Problems problems) {
        var reading = new WorkspaceReading(files, problems);
        var workspace = reading.read();
        return problems.none()
                ? new Parsed.Valid<>(workspace, problems.sortedWarnings())
                : new Parsed.Invalid<>(problems.sorted());
    }

    private Workspace read() {
        var workspace = new Workspace(
                settings.name(),
                tools.zone(),
                settings.visits(),
                settings.limits(),
                settings.live(),
                settings.settle(),
                settings.retention(),
                new Sources(written("sources"), tools).read(),
                new Identifiers(written("identifiers"), tools).read(),
                new Attributes(written("attributes"), tools).read(references.attributes()),
                new Rules(written("rules"), tools).read(references.rules()),
                new Badges(written("badges"), tools).read(references.badges()),
                new Segments(written("segments"), tools).read(references.segments()),
                new Connectors(written("connectors"), tools).read(),
                new Actions(written("actions"), tools).read(references.actions()),
                new Views(written("views"), tools).read(),
                new Tests(sections.tests(), tools).read());
        references.check(workspace);
        new ImpostorCheck(written("views"), problems).check(workspace);
        return workspace;
    }

    private Map<String, Yaml.Entry> written(String section) {
        return sections.definitions(section);
    }

    private Set<String> names(String section) {
        return sections.definitions(section).keySet();
    }
}
