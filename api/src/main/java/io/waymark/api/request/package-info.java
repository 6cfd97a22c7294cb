/** Reads what callers send, and says of each mistake where it stands. */
@NullMarked
package io.waymark.api.request;

import org.jspecify.annotations.NullMarked;
