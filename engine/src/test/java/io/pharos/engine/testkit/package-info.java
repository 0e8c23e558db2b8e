/** Test support that other modules share: the reference fold, the generator of workspaces and histories, a language for scenarios. */
@NullMarked
package io.pharos.engine.testkit;

import org.jspecify.annotations.NullMarked;
