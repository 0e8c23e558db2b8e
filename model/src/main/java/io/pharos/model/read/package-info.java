/**
 * Reads what people write, YAML files, into a workspace that is right, or into everything that is wrong with it.
 *
 * <p>Three stages: text to nodes that know where they stand ({@code YamlComposer}); nodes to definitions, each kind by a
 * reader of its own; and, when all is read, what only the whole can tell ({@code ReferenceCheck}).
 */
@NullMarked
package io.pharos.model.read;

import org.jspecify.annotations.NullMarked;
