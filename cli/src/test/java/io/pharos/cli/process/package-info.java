/** Pharos as its users meet it: a process that is started, stopped, killed and overrun. */
@NullMarked
package io.pharos.cli.process;

import org.jspecify.annotations.NullMarked;
