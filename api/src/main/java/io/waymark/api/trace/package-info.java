/** How a merchant's request begins a trace. */
@NullMarked
package io.waymark.api.trace;

import org.jspecify.annotations.NullMarked;
