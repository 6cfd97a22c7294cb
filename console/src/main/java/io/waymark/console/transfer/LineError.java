package io.waymark.console.transfer;

import io.waymark.api.problem.FieldError;
import java.util.List;

/**
 * A line that was not registered.
 *
 * @param line of the file, from 1
 * @param errors the fields at fault and why, as a single registration would be told; the field is empty where it is the line
 */
public record LineError(long line, List<FieldError> errors) {}
