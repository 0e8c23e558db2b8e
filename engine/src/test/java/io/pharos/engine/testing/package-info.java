/** Test support that other modules share: the reference fold, generators of events and definitions. */
@NullMarked
package io.pharos.engine.testing;

import org.jspecify.annotations.NullMarked;
