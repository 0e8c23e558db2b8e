@NullMarked
package io.pharos.cli.demo;

import org.jspecify.annotations.NullMarked;
