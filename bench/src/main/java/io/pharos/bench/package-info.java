/** Measurements of speed and size. */
@NullMarked
package io.pharos.bench;

import org.jspecify.annotations.NullMarked;
