/** Writes definitions as people write them, in the form that {@link io.pharos.model.read} reads. */
@NullMarked
package io.pharos.model.write;

import org.jspecify.annotations.NullMarked;
