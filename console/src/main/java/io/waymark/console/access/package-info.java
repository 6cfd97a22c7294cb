/** Who calls, for which merchant, and what the key allows. */
@NullMarked
package io.waymark.console.access;

import org.jspecify.annotations.NullMarked;
