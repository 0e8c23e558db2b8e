/** Test support that other modules share: stores and clocks held in memory. */
@NullMarked
package io.pharos.runtime.testing;

import org.jspecify.annotations.NullMarked;
