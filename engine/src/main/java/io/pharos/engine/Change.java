package io.pharos.engine;

import io.pharos.model.Value;
import java.util.Optional;

/** An attribute that reads differently after a step; empty is missing. */
public record Change(String attribute, Optional<Value> before, Optional<Value> after) {}
