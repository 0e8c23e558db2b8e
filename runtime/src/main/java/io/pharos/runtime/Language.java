package io.pharos.runtime;

import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.util.SortedMap;

/** How published texts are read as definitions. The same texts must always give the same definitions. */
interface Language {
    Language YAML = new WorkspaceReader()::read;

    /** @param files texts by the names of their files */
    Parsed<Workspace> read(SortedMap<String, String> files);
}
