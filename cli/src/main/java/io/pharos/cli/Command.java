package io.pharos.cli;

import java.util.concurrent.Callable;

/**
 * A command that another module adds to {@code pharos}: a class annotated by picocli, found as a service. It answers with
 * the exit code: 0 if all went well, 1 if something did not hold, 2 if it was called wrongly.
 */
public interface Command extends Callable<Integer> {}
