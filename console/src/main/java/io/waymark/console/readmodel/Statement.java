package io.waymark.console.readmodel;

import java.util.List;

/** A query and its parameters, in their order. */
record Statement(String sql, List<Object> values) {}
