/** Completes the OpenAPI document with what holds for every operation. */
@NullMarked
package io.waymark.api.description;

import org.jspecify.annotations.NullMarked;
