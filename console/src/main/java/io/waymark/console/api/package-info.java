/** Questions merchants ask, and the form of every answer. */
@NullMarked
package io.waymark.console.api;

import org.jspecify.annotations.NullMarked;
