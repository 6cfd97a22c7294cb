/** Many shipments at a time: registered from a file, and written into one. */
@NullMarked
package io.waymark.console.transfer;

import org.jspecify.annotations.NullMarked;
