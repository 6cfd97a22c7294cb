/** Calls that may be repeated without harm: the answer to the first is kept for a while and given again. */
@NullMarked
package io.waymark.console.idempotency;

import org.jspecify.annotations.NullMarked;
