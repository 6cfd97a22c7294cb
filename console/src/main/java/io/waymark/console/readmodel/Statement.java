package io.waymark.console.readmodel;

import java.util.List;

/** A query and its parameters, in their order. */
public record Statement(String sql, List<Object> values) {}
